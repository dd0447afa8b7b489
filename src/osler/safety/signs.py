# ruff: noqa: E501 - a pattern is easier to check on one line
"""Signs of an emergency as a part of the body with what is wrong there, in either order, however
it is put: "heavy pressure in the middle of my chest", "chest feels squashed".

A sign is no danger alone; whose it is, and when, is told by the words around it (`standpoint.py`).
All is read in lower case and plain wording (`wording.py`).
"""

from __future__ import annotations

from osler.safety.sought import Sought

_PAIN = r"(?:pains?|painful|hurt(?:s|ing)?|ach(?:e|es|ing|y)|agony|sore|killing (?:me|him|her)|cramp\w*|stabbing|burning|throbbing)"
_WEIGHT = r"(?:pressure|tight\w*|heav(?:y|iness)|squeez\w+|crush\w+|squash\w*|gripping|weight|band|sitting on|standing on|vice|vise)"
_BAD = r"(?:sudden(?:ly)?|severe\w*|agoni[sz]ing|agony|excruciating|unbearable|terrible|awful|horrendous|horrible|horrific|worst|intense|insane|crippling|doubled over|doubled up|screaming|crying|crazy|writhing|10/10|9/10|out of nowhere)"
_BODY = r"(?:(?:left |right |one |whole )*(?:arms?|legs?|side|face|hands?|foot|feet|body|half))"
_ITS = r"(?:my|his|her|their|the|one|both)"
_VERY = r"(?:really |very |so |all |gone |went |going |getting |turned |turning |looks? |looking |feels? |is |are |a bit )*"
_CANNOT = r"(?:can't|cannot|can not|couldn't|unable to|won't|isn't able to|not able to|struggl\w+ to|barely|hardly|trouble|difficulty|doesn't)"
_GRAVE_LOOK = r"(?:clammy|sweat\w*|gr[ae]y|pale|ashen|white as a sheet|cold sweats?|nausea\w*|feel(?:s|ing)? sick|faint\w*|light ?headed|dizzy|breathless|short of breath|can't breathe|passed out|threw up|throwing up|vomit\w*)"
_DULLED = r"(?:drows\w+|sleepy|confus\w+|disorient\w+|delirious|hallucinat\w+|not making (?:any )?sense|mak\w+ no sense|talking (?:nonsense|rubbish|gibberish|funny|weird)|out of it|not (?:him|her)self|doesn't know (?:where|who)|lethargic|hard to wake|barely awake|barely conscious|unresponsive|slurr\w+|vomit\w*|throwing up|being sick|puk\w+|seizure|pupils?|clear fluid|knocked out|passed out|blacked out|unconscious)"
_ELSEWHERE = r"(?:jaw|shoulder(?: blades?)?|left arm|both arms|upper back|indigestion|heartburn)"
_INFECTION = r"(?:infection|infected|uti|sepsis|septic|cellulitis|wound|abscess|chemo\w*|pneumonia|fever\w*|temp(?:erature)?|urine|catheter|kidney|surgery|operation|tonsils|newmother|flu|transplant|spleen|neutropenic)"
_SEPTIC = r"(?:confus\w+|mottled|blotchy|cold (?:hands|feet)|freezing (?:cold )?(?:hands|feet)|hands (?:and feet )?(?:are )?(?:freezing|cold|ice)|shak(?:ing|es)|shiver\w*|rigors?|red streaks?|feel(?:s|ing)? like (?:i'm |he's |she's )?dying|going to die|delirious|drows\w+|heart (?:is )?racing|racing heart|breathing fast|can't wake|barely pee\w*|not pee\w*|passing out|fainted|very weak|slurred)"
_WITH_CHILD = r"(?:pregnan\w+|(?:[1-3]\d|4[0-2]|[4-9])(?:\+\d)? ?(?:weeks?|/40)(?! (?:old|ago|later|of age|after|post|course|trial|study))|first trimester|second trimester|third trimester|due (?:next|in|any)|labou?r|bump|twins)"
_STRONG_PAIN = r"(?:stabbing|severe|sharp|terrible|awful|agony|agonising|agonizing|worst|excruciating|unbearable|bad|horrible|intense)"
_NEWBORN = r"(?:newborn|(?:[1-9]|1\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[- ](?:day|week)s?[- ]?(?:old)?|(?:one|two|1|2)[- ]months?[- ]?old|neonate|baby|infant|bottle|nursling)"
_HOT = r"(?:fever\w*|feverish|temp(?:erature)?|(?:3[89]|4[0-2])(?:[.,]\d)?(?= ?(?:c\b|degrees|fever|and|,|$|\.))|10[0-6](?:\.\d)?(?= ?(?:f\b|degrees|fever|,|$)))"


def _near(one: str, other: str, words: int = 6) -> str:
    """Either before the other, at most `words` words between, in one clause."""
    between = rf"(?:[^\w]+[\w'/]+){{0,{words}}}?[^\w]+"
    return rf"\b{one}\b{between}{other}\b|\b{other}\b{between}{one}\b"


def _sought(words: str, *patterns: str) -> Sought:
    return Sought("|".join(f"(?:{each})" for each in patterns), words)


# Named so that a test can say which one told.
SIGNS: dict[str, Sought] = {
    "chest": _sought(
        "chest breastbone sternum ribcage",
        _near(r"(?:chest|breastbone|sternum|ribcage)", rf"(?:{_PAIN}|{_WEIGHT})"),
    ),
    "heart, elsewhere": _sought(
        "jaw shoulder arm back indigestion heartburn",
        rf"\b{_ELSEWHERE}\b[^;]{{0,30}}\b(?:{_PAIN}|{_WEIGHT}|numb|tingl\w+)\b[^;]{{0,60}}\b{_GRAVE_LOOK}\b|\b(?:{_PAIN}|{_WEIGHT})\b[^;]{{0,30}}\b{_ELSEWHERE}\b[^;]{{0,60}}\b{_GRAVE_LOOK}\b",
        rf"\b{_GRAVE_LOOK}\b[^;]{{0,60}}\b(?:{_PAIN}\b[^;]{{0,30}}\b{_ELSEWHERE}|{_ELSEWHERE}\b[^;]{{0,30}}\b{_PAIN})\b",
    ),
    "heart rate": _sought(
        "heart pulse hr bpm palpitation pacemaker icd defib",
        r"\b(?:heart ?(?:rate|beat)?|pulse|hr|bpm)\b[^.;]{0,25}\b(?:1[5-9]\d|2[0-4]\d|[23]\d)\b(?!\s*(?:%|years|yrs|/|mg|minutes|days|weeks|months|kg))",
        r"\b(?:1[5-9]\d|2[0-4]\d) ?(?:bpm|beats)\b",
        r"\b(?:pacemaker|icd|defib\w*)\b[^.;]{0,25}\b(?:fired|firing|shock(?:s|ed|ing)?|went off|going off|zapp\w+)\b",
        _near(
            r"(?:palpitations?|heart (?:is |was )?(?:racing|pounding|fluttering|beating (?:out|so fast|really fast|weird|funny)|skipping))",
            r"(?:faint\w*|pass(?:ed|ing)? out|black(?:ed|ing) out|collaps\w+|chest|breathless|short of breath|can't breathe)",
            12,
        ),
    ),
    "breath": _sought(
        "breath air _puff inhaler ribs grunting nostril asthma pant sentence",
        rf"\b{_CANNOT}\b(?:[^\w]+\w+){{0,4}}?[^\w]+(?:breathe?|breath|breathing|air|(?:full |whole |a )*sentence|oxygen)\b",
        _near(
            r"(?:breathing|breaths?)",
            r"(?:problems?|trouble|difficult\w*|hard|fast|rapid|noisy|laboured|labored|shallow|weird|funny|wrong|badly|struggl\w+|worse|gasp\w*|rattl\w+|stopp\w+|pauses|heavy|heavily)",
            3,
        ),
        r"\b(?:gasp\w*|fighting|struggl\w+|desperate) for (?:air|breath)\b|\bout of (?:breath|puff)\b.{0,30}\b(?:resting|sitting|at rest|talk\w*|lying)\b|\bhunger for air\b|\bsmother\w+\b",
        r"\b(?:suck\w+|pulling|drawing|caving) in\b.{0,20}\b(?:ribs|neck|chest|throat|tummy|belly)\b|\bribs\b.{0,25}\b(?:suck|pull|show|stick)\w*\b|\bgrunting\b|\bnostrils?\b.{0,10}\bflar\w+|\bflar\w+ nostrils?\b|\btripod\w*\b",
        r"\b(?:inhalers?|nebuli[sz]er|ventolin|salbutamol|albuterol|rescue|blue puffer|puffer|reliever|epi-?pen)\b[^.;]{0,30}\b(?:isn't|not|no longer|stopped|doesn't|hasn't|didn't|nothing|ran out|run out|empty|no (?:help|effect|relief|use|difference))\b",
        _near(
            r"(?:breath\w*|short of breath)",
            r"(?:calf|coughing up|pink froth\w*|frothy|flight|stab\w*|sharp)",
            10,
        ),
    ),
    "oxygen": _sought(
        "sats spo2 oxim oxygen satur o2",
        r"\b(?:sats?|spo2|oxygen(?: level| saturation)?s?|saturations?|pulse ox\w*|oximeter)\b[^.;%]{0,25}\b(?:[5-7]\d|8[0-9])\b",
        r"\b(?:[5-7]\d|8[0-9]) ?%?[^.;]{0,20}\b(?:sats?|spo2|oximeter|oxygen|pulse ox)\b",
    ),
    "blue": _sought(
        "blue bluish purple grey gray pale white ashen dusky",
        _near(
            r"(?:lips?|mouth|tongue|nails?|fingertips|face|skin|baby|feet)",
            r"(?:blue|bluish|purple|gr[ae]y|ashen|dusky)",
            4,
        ),
        r"\b(?:gone|went|going|turn\w+) (?:\w+ )?(?:blue|gr[ae]y|ashen|purple|(?:deathly |really |very |so )?pale|white)\b",
    ),
    "swelling": _sought(
        "tongue lip throat face mouth airway eyes neck",
        r"\b(?:tongue|lips?|throat|face|mouth|airway)\b(?:[^\w]+[\w']+){0,4}?[^\w]+(?:swell\w*|swollen|swole|swelled|puff\w+|ball\w*ing|massive|huge|big(?:ger)?|enormous|fat|clos\w+|tighten\w*|tight|thick|blow\w* up|blown up|twice (?:its|the) size|double (?:its|the) size|constrict\w*|itch\w* and)\b",
        r"\b(?:swollen|swelling|swells|tight|closing|puffy) (?:up )?(?:of |in )?(?:my |his |her |the )?(?:tongue|lips?|throat|mouth|airway|face)\b",
        rf"\b{_CANNOT}\b(?:[^\w]+\w+){{0,2}}?[^\w]+swallow\w*\b(?! (?:pills|tablets|capsules))|\b(?:drool|dribbl)\w*\b.{{0,40}}\b(?:swallow|breath|fever|throat|voice)\w*",
    ),
    "allergy": _sought(
        "hives rash welts itchy swell wheez allerg stung sting nut_ nuts peanut prawn shrimp shellfish sesame dose bee wasp ate eating blotches urticaria",
        _near(
            r"(?:allerg\w+|ate|eating|eaten|stung|sting|bitten|bee|wasp|hornet|peanuts?|nuts?|cashews?|prawns?|shrimp|shellfish|sesame|eggs?|milk|kiwi|first dose|antibiotics?|penicillin|amoxicillin|latex|contrast)",
            r"(?:wheez\w+|swell\w*|swollen|hives|welts|throat|covered in|came out in|tongue|lips|can't (?:breathe|swallow)|breath\w*|faint\w*|collaps\w+|dizzy|passed out|itchy all over|face)",
            12,
        ),
        _near(
            r"(?:hives|rash|welts|blotches|itching all over|itchy all over|nettle rash)",
            r"(?:throat|breath\w*|wheez\w*|tongue|lips|faint\w*|dizzy|vomit\w*|voice|hoarse|swallow\w*)",
            12,
        ),
    ),
    "stroke": _sought(
        "face mouth smile droop dropp speech word talk speak slur arm leg side hand numb weak limp body vision sight eye blind balance",
        r"\b(?:face|mouth|smile|eyelid|cheek|lip)\b(?:[^\w]+[\w']+){0,4}?[^\w]+(?:droop\w*|dropp\w*|drop|fallen|sagg\w*|slid\w*|crooked|lopsided|wonky|twisted|uneven|numb|weak|paraly\w+|one side|not moving)\b|\b(?:droop\w+|lopsided|crooked|wonky|twisted) (?:face|mouth|smile|eye|lip)\b|\bhalf (?:of )?(?:\w+ ){0,3}(?:face|body|mouth)\b",
        rf"\b{_CANNOT}\b(?:[^\w]+\w+){{0,2}}?[^\w]+(?:smile|speak|talk|move|feel|lift|raise|hold|grip|squeeze|use|stand on)\b(?:[^\w]+\w+){{0,4}}?(?:[^\w]+{_BODY}|[^\w]+(?:properly|straight|right|cup|mug|pen|fork|anything|on one side))\b|\b{_CANNOT} (?:\w+ )?(?:smile|speak|talk|get (?:\w+ )?words out|find (?:\w+ )?words|form (?:\w+ )?(?:words|sentences?)|string)\b",
        r"\b(?:speech|words?|talking|sentences?|voice)\b(?:[^\w]+[\w']+){0,4}?[^\w]+(?:slur\w*|jumbl\w*|garbl\w*|gibberish|muddl\w*|mix\w* up|scrambl\w*|backwards|nonsense|funny|weird|strange|wrong order|not coming out|all wrong)\b|\bslurr?ing\b|\bslurred\b|\bslurs\b|\b(?:talking|speaking) (?:like (?:he|she)'s drunk|gibberish|nonsense|rubbish|jibberish|funny|weird|weirdly)\b",
        rf"\b{_ITS} (?:left |right |whole )*(?:arms?|legs?|side|hand|half)\b(?:[^\w]+[\w']+){{0,3}}?[^\w]+(?:drops?|dropp\w+|dead|limp|useless|floppy|weak(?:er)?|numb|paraly\w+|won't (?:work|move)|doesn't (?:work|move)|not (?:work\w+|mov\w+)|gave (?:out|way)|giv\w+ way|like jelly|like lead)\b(?=.*\b(?:sudden\w*|hours?|minutes?|now|today|tonight|this (?:morning|afternoon|evening)|just|woke|since|face|speech|slur\w*|words|ago|went|gone|help|arms?|and)\b)",
        r"\b(?:numb\w*|weak\w*|paraly\w+|tingl\w+|no feeling|lost feeling|no strength)\b(?:[^\w]+\w+){0,4}?[^\w]+(?:one side|(?:left|right) (?:side|arm|leg|hand|half)|half (?:of )?(?:my|his|her))\b(?! when)",
        r"\b(?:went|gone|going) blind\b|\b(?:los\w+|lost|gone|no) (?:\w+ ){0,3}(?:vision|sight|eyesight)\b|\b(?:vision|sight|eyesight)\b(?:[^\w]+\w+){0,3}?[^\w]+(?:gone|went|disappear\w*|black\w*|curtain|lost|double)\b|\b(?:curtain|veil|shutter)\b.{0,25}\b(?:vision|eye|sight)\b|\bcan't see (?:\w+ ){0,4}(?:eye|side|anything|properly)\b|\bsuddenly (?:seeing double|can't see|blind)\b|\bseeing double\b",
        r"\b(?:suddenly|all of a sudden|just) (?:\w+ ){0,3}(?:lost (?:\w+ )?balance|can't (?:walk|stand)|staggering|veering|dizzy and)\b|\b(?:having|had|has|is it|be|another|was|mini) (?:a |an )?(?:mini ?-?)?stroke\b",
    ),
    "head": _sought(
        "head migraine",
        r"\b(?:thunderclap|blinding|splitting|explosive|exploding|worst|sudden(?: \w+)?|horrendous|unbearable|excruciating) (?:ever )?(?:headaches?|pain in (?:\w+ )?head|migraine)\b|\bheadache\b.{0,40}\b(?:(?:out of nowhere|hit me|hit him|hit her|like (?:a hammer|being hit|thunder|an explosion)|of (?:my|his|her) life|never had (?:anything|one) like|stiff neck|neck (?:is )?stiff|seizure|confus\w+|exploded|came on (?:suddenly|in seconds|all at once)|can't see|blurr\w+ vision|going blind|vomit\w* and))\b|\bhead (?:is |feels like it's )?(?:exploding|going to explode)\b|\b(?:hit|kicked|punched|bashed) in the (?:back of the )?head by\b",
    ),
    "head injury": _sought(
        "head skull temple fell fall knocked concuss",
        _near(
            r"(?:(?:hit|banged|bumped|smacked|whacked|cracked|smashed|bashed|knocked|landed on|blow to|hurt|injured|kicked in) (?:\w+ ){0,2}(?:head|skull)|head injury|concuss\w+|knocked out(?: cold)?|fell (?:down|off|on|from|out)[^.;]{0,40})",
            _DULLED,
            14,
        ),
        r"\b(?:warfarin|xarelto|eliquis|apixaban|rivaroxaban|blood thinners?|plavix|dabigatran|edoxaban|pradaxa)\b.{0,50}\b(?:hit|banged|bumped|fell|fall|bleed\w*)\b.{0,30}\b(?:head|won't stop|down)\b|\b(?:hit|banged|bumped|fell)\b.{0,40}\bhead\b.{0,60}\b(?:warfarin|xarelto|eliquis|blood thinners?|apixaban|rivaroxaban)\b",
    ),
    "injury": _sought(
        "off stab shot bone bent fell fallen crash _car_ truck bus lorry tractor chainsaw drown pool water electro shock burn scald boiling skin acid crush trapped impal nail spine neck bite bitten mauled ampute glass knife saw eye",
        r"\b(?:finger\w*|thumb|hand|toe|arm|leg|foot|ear|nose)\b[^.;]{0,25}\b(?:chopped|cut|sliced|sawn|sawed|ripped|torn|tore|bitten|blown|hanging|came|taken) (?:clean |right |almost |nearly |half )*off\b|\b(?:chopped|cut|sliced|sawed|ripped|tore|bit) (?:clean |right |almost |nearly |half )*(?:off )?(?:the |his |her |my )?(?:tip of )?(?:the |his |her |my )?(?:finger\w*|thumb|hand|toe|arm|leg|foot|ear|nose)\b[^.;]{0,12}\boff\b|\bamputated (?:my|his|her|a|the) (?:finger|hand|thumb|toe|arm|leg)\b",
        r"\b(?:been|was|were|got|gets|is|someone|somebody|has|he's|she's|just|being|guy|man|friend|son|brother) (?:\w+ )?(?:stabbed|shot|impaled|knifed|mauled)\b|\b(?:stabbed|shot|impaled|knifed) (?:in|through|by|at|himself|herself)\b|\b(?:knife|nail|rod|stick|branch|glass|arrow)\b.{0,20}\b(?:stuck in|went through|sticking out of|through) (?:my|his|her)\b|\bbone\b.{0,15}\b(?:poking|sticking|coming|showing|through)\b|\bcan see (?:the |his |her |my )?(?:bone|tendons?)\b|\b(?:bent|twisted|pointing) (?:the wrong way|backwards|at a (?:funny|weird|odd|strange) angle)\b",
        r"\b(?:fell|fallen|jumped|thrown|came off|crash\w*|hit by|run over|rolled|knocked down|been in)\b[^.;]{0,50}\b(?:stairs|roof|ladder|scaffold\w*|horse|bike|motorbike|car|window|balcony|tree|lorry|truck|van|bus|wreck|crash)\b[^.;]*?\b(?:can't|cannot|unable|neck|back|blood|bleed\w*|unconscious|not moving|confused|belly|stomach|spine|trapped|numb|legs|breathe?)\b|\bcan't feel (?:my|his|her) (?:legs|feet|arms|lower)\b|\b(?:pinned|trapped|crushed) (?:under|by|in|beneath)\b",
        r"\b(?:pulled|fished|dragged|got|taken) (?:\w+ ){0,3}(?:out of|from|out) (?:the )?(?:pool|water|lake|river|sea|bath\w*|pond|tub)\b|\b(?:went under|under (?:the )?water|near(?:ly)? drown\w+|almost drown\w+|face down in)\b|\belectr(?:ocuted|ic shock)\b|\bstruck by lightning\b",
        r"\b(?:boiling|hot) (?:water|oil|tea|coffee|fat|soup)\b[^.;]{0,40}\b(?:on|over|all|down|onto|spilt|spilled)\b|\bskin (?:is |has |came |come |coming |peel\w+ |fall\w+ |slough\w* )+(?:peel\w* )?off\b|\b(?:burnt|burned|scalded)\b[^.;]{0,30}\b(?:face|all over|chest|blister\w*|skin|charred|white|both|whole)\b|\bon fire\b(?=.*\b(?:he|she|my|caught|skin|clothes)\b)|\b(?:chemical|acid|cement|lye|bleach|cleaner|ammonia)\b[^.;]{0,20}\b(?:eyes?|face)\b",
        r"\b(?:something|nail|metal|glass|stick|dart|splinter)\b[^.;]{0,15}\b(?:stuck in|in) (?:my|his|her) (?:eye|eyeball)\b|\beye ?ball\b.{0,20}\b(?:popped|burst|cut|pierced|bleed\w*)\b",
    ),
    "bleeding": _sought(
        "blood bleed haemorr hemorr clot soak coffee_ground black tarry",
        r"\b(?:bleed\w*|blood|nose ?bleeds?|haemorrhag\w*|hemorrhag\w*)\b[^.;]{0,45}\b(?:won't (?:stop|slow|clot|quit)|will not stop|doesn't (?:stop|slow)|not stopping|isn't (?:stop\w*|slow\w*)|hasn't stopped|not slowing|nonstop|non-stop|keeps coming|gush\w*|pump\w*|pour\w*|spurt\w*|squirt\w*|spray\w*|everywhere|heavily|profusely|like a tap|dripping|pool\w*|a lot|lots|loads|so much|too much|badly)\b",
        r"\b(?:won't|can't|can not|cannot|couldn't|doesn't|unable to) (?:get it to )?(?:stop|slow|control|staunch|stem) (?:\w+ ){0,2}(?:bleed\w*|blood|nose ?bleed)\b|\b(?:gush\w*|pump\w*|pour\w*|spurt\w*|spray\w*|squirt\w*|los(?:t|ing)|loads of|lots of|so much|a lot of|full of|covered in|bright red) (?:\w+ ){0,2}blood\b",
        r"\b(?:huge|big|large|massive|golf ball|fist|plum|lemon)(?: sized|-sized)? (?:blood )?clots?\b|\bclots? the size\b|\bsoak\w* (?:\w+ ){0,4}(?:pads?|towels?|sheets?|mattress|nappies|tampons?)\b|\b(?:pads?|tampons?) (?:an|every|per) (?:hour|30|half)\b",
        r"\b(?:coffee|espresso)[- ](?:grounds?|granules)\b|\b(?:poo|poop|stools?|shit|bowel movements?|diarrhoea|diarrhea|motions?)\b[^.;]{0,25}\b(?:black|tarry|tar|sticky|blood|bloody|maroon|red)\b|\b(?:black|tarry|bloody|maroon) (?:\w+ )?(?:poo|poop|stools?|shit|diarrhoea|diarrhea)\b|\b(?:poo|poop|shitt?|pee|peeing|pooing|pooping|passing|wee)\w* (?:out )?(?:\w+ )?(?:blood|clots)\b",
        r"\b(?:vomit\w*|throw\w* up|threw up|puk\w*|sick|cough\w*(?: up)?|spit\w*|spat|hack\w* up|brought up|bringing up)\b(?:[^\w]+\w+){0,4}?[^\w]+(?:blood|clots|bloody)\b",
    ),
    "seizure": _sought(
        "seiz fit_ fits fitting convul jerk shak twitch froth foam epilep spasm eyes_roll",
        r"\b(?:having|had|has|having another|in|keeps having|just had|another|more) (?:a |an |another |his |her |the |\w+ )?(?:seizures?|fits?|convulsions?)\b|\b(?:is|are|'s|still|been|keeps|started|starts) (?:still )?(?:fitting|seizing|convulsing|jerking|twitching)\b|\b(?:one )?(?:fit|seizure) after (?:another|the other)\b|\b(?:jerk\w*|shak\w*|twitch\w*)\b[^.;]{0,20}\b(?:all over|whole body|uncontrollabl\w+|violently|unresponsive|won't stop|non-?stop|eyes|for \d+ minutes)\b|\b(?:froth\w*|foam\w*)\b.{0,10}\bmouth\b|\beyes\b.{0,15}\b(?:roll\w*|back in)\b|\bfits? (?:won't|isn't|not|hasn't) stop\w*|\bgone (?:all )?stiff and\b|\bseizures?\b.{0,25}\b(?:minutes|won't stop|right now|just now|back to back|never)\b",
    ),
    "sugar": _sought(
        "sugar glucose _bg _bm _bgl _bsl cgm ketone dka libre dexcom meter diabetic type_1 t1d insulin hypo pear fruity",
        r"\b(?:sugars?|glucose|bg|bgs|bgl|bsl|bm|bms|cgm|libre|dexcom|meter|monitor)\b[^.;]{0,25}\b(?:[12]\.\d|3\.[0-3]|[12]\d|3\d|4[0-8])\b(?! ?(?:%|years|minutes|mmhg|/|units|weeks|days|pm|am|kg|mg/kg|hours|points|\.\d|and over))|\b(?:sugars?|glucose|bg|bgl|bsl|bm|meter|monitor)\b[^.;]{0,25}\b(?:[4-9]\d\d|1\d{3}|(?:2[5-9]|3\d)\.\d)\b|\b(?:meter|glucose|sugar|reads?|says|showing|shows|reading)\b.{0,12}\b(?:reads?|says|shows|showing|just) (?:lo|hi|low|high|\"?(?:lo|hi)\"?)\b(?! ?(?:risk|dose|normal))",
        r"\b(?:type (?:1|one)|t1d?|diabetic|diabetes|insulin|ketones?)\b[^;]{0,80}\b(?:vomit\w*|throw\w* up|being sick|pear drops|fruity|acetone|nail polish|breathing (?:deep|fast|heavy|hard)\w*|drows\w+|confus\w+|passed out|can't keep|won't wake|unresponsive|sweat\w*|shaking|out of it|not making|large|high|slurr\w*)\b|\bhypo\b[^.;]{0,60}\b(?:won't|can't|out of it|confus\w+|unresponsive|shaking|sweat\w*|passed)\b|\bketones?\b.{0,15}\b(?:[3-9]\.\d|large|high|through the roof|\+{3,})",
        r"\btoo (?:out of it|drowsy|sleepy|confused) to (?:drink|eat|swallow)\b",
    ),
    "not waking": _sought(
        "wake waking rouse woken come_round coming_round coming_to respon conscious passed_out pass_out collaps out_cold pulse blackout blacked floor breathing limp floppy lifeless",
        r"\b(?:can't|cannot|couldn't|won't|unable to|not able to|not|isn't|never|hard to|difficult to|tried to|impossible to) (?:\w+ ){0,3}?(?:wak\w+|rouse\w*|woken|come (?:round|around|to)|coming (?:round|around|to)|respond\w*|get (?:\w+ )?(?:up|to wake))\b|\b(?:barely|hardly|semi-?|not|un|half) ?(?:conscious|responsive|responding|rousable)\b|\bout cold\b|\bno pulse\b|\bnot? got (?:a|no) pulse\b|\b(?:has|got|have) no (?:pulse|heartbeat)\b",
        r"\b(?:collapsed|keeled over|blacked out|passed out|lost consciousness|flaked out)\b(?! (?:lung|vein|disc|disk))|\bgone (?:all )?(?:limp|floppy)\b|\b(?:went|is|so|and|all) (?:limp|floppy|lifeless)\b|\bcardiac arrest\b",
        r"\b(?:not|isn't|stopped|stops|no longer|barely|hardly|ain't) (?:\w+ )?breathing\b|\bnot (?:taking|drawing) (?:a )?breaths?\b",
    ),
    "testicle": _sought(
        "testic ball bollock nut scrot groin erection priapism penis",
        rf"\b(?:(?:left|right|one|my|his|son's|boy's|of my|of his|both) (?:\w+ )?(?:testicles?|balls?|bollocks?|nuts?|nad|testis|scrotum|sack)|testicles?|scrotum)\b[^;]{{0,60}}\b(?:{_PAIN}|swollen|swell\w*|higher|twisted|huge|red|hard|agon\w+|kill\w*|woke|purple|tender)\b",
        rf"\b(?:{_PAIN}|{_BAD}|swollen|swelling|twisted)\b[^.;]{{0,20}}\b(?:testicles?|balls|bollocks?|nuts|scrotum|ball ?sack|one ball|(?:left|right) ball)\b",
        r"\b(?:erection|hard ?on|boner)\b[^.;]{0,40}\b(?:hours?|won't go|hasn't gone|since|not going|painful)\b|\bpriapism\b",
    ),
    "belly": _sought(
        "belly stomach tummy abdom side gut appendi flank guts back",
        _near(
            _BAD,
            rf"(?:{_PAIN} )?(?:in |on )?(?:\w+ )?(?:belly|stomach|tummy|abdom\w+|gut|guts|(?:left|right|lower) side|flank)",
            5,
        ),
        r"\b(?:belly|stomach|tummy|abdom\w+)\b[^;]{0,50}\b(?:rock hard|hard as|rigid|like a board|board|bursting|fit to burst|so swollen|can't (?:stand|walk|move)|curled up|doubled over|never had)\b|\bappendi(?:x|citis)\b",
        rf"\b(?:lower right|right lower|right side|right hand side|bottom right)\b[^;]{{0,60}}\b(?:{_PAIN})\b[^;]*\b(?:fever\w*|sick|vomit\w*|worse|can't|stand|hours|walk|throwing up)\b|\b{_PAIN}\b[^;]{{0,30}}\b(?:lower right|right lower|right side|bottom right)\b[^;]*\b(?:fever\w*|sick|vomit\w*|worse|can't|stand|hours|walk|throwing up)\b",
        r"\btearing\b.{0,20}\b(?:back|chest|belly|pain)\b|\b(?:ripping|tearing) pain\b",
    ),
    "pregnancy": _sought(
        "pregnan week trimester labour labor bump due /40 waters water_broke contraction cord twins expecting crown newmother miscarr",
        rf"\b{_WITH_CHILD}\b[^;]{{0,90}}\b(?:bleed\w*|blood|clots?|gush\w*|{_STRONG_PAIN} (?:\w+ ){{0,3}}(?:pains?|cramps?|stomach|belly|headache)|shoulder(?: tip)?|(?:haven't|hasn't|not|no|can't|stopped|isn't|less|reduced|barely) (?:\w+ ){{0,3}}(?:felt|feel|move\w*|moving|movements?|kick\w*)|blinding|seeing (?:\w+ )?(?:lights|spots|stars|sparkles|floaters)|flashing lights|blurr\w+|(?:face|hands|legs|feet) (?:\w+ )?(?:are |is )?(?:really |all |so )?swollen|swollen (?:face|hands)|rock hard|faint\w*|collaps\w+|passed out|fell|seizure|fit|cord|crown\w*|head is (?:showing|out|coming)|urge to push|pushing|(?:1[5-9]\d|2\d\d) ?(?:/|over) ?\d|waters? (?:broke|went|gone|leaking)|kicked|punched|car (?:crash|accident)|itch\w* all over|pain under (?:my|the|her) ribs)\b",
        rf"\b(?:bleeding|gush\w*|clots|{_STRONG_PAIN} (?:pains?|cramps?)|no movements?|(?:haven't|hasn't) felt)\b[^;]{{0,60}}\b(?:pregnan\w+|[1-3]\d ?weeks(?! (?:old|ago))|third trimester|first trimester|bump)\b",
        r"\bwaters? (?:has |have |just )?(?:broke\w*|gone|went)\b|\b(?:umbilical )?cord\b[^.;]{0,20}\b(?:hanging|out|coming|showing|prolaps\w*|feel|see|between)\b|\bcontractions?\b[^.;]{0,40}\b(?:minutes|apart|every|early|3\dw?|2\dw?|constant|on top)\b|\b(?:baby's|baby is|the|baby) (?:head )?(?:is |'s )?(?:crowning|coming (?:now|out)|showing)\b|\b(?:head|foot|arm|bum) (?:is |has )?(?:showing|coming out|crowning|out already)\b|\b(?:in labou?r|giving birth|going into labou?r)\b[^;]{0,60}\b(?:now|traffic|stuck|home|help|early|weeks|car|alone|no midwife|head|push\w*|toilet|bathroom)\b",
        r"\b(?:baby|bump|he|she|bubs?)\b[^.;]{0,10}\b(?:hasn't|has not|not|isn't|stopped|no longer|barely) (?:\w+ )?(?:moved|moving|kicked|kicking)\b[^.;]*|\bhaven't felt (?:\w+ ){0,3}(?:kick\w*|move\w*)\b",
    ),
    "after birth": _sought(
        "newmother",
        r"\bnewmother\b[^;]*\b(?:gush\w*|bleed\w*|soak\w*|clots?|fever\w*|shiver\w*|3[89](?:\.\d)?|10[0-5](?:\.\d)?|stinks?|smell\w*|headache|seeing (?:spots|lights|things)|breath\w*|chest|calf|voices?|possess\w*|watching|devil|evil|demon\w*|paranoi\w*|hallucinat\w*|hasn't slept|isn't sleeping|not slept|hasn't been sleeping|not sleeping|manic|strange things|not (?:our|her|my|the) (?:real )?baby|swapped|harm|hurt\w*|kill\w*|smother|throw|drown|chosen|god|messages?|seizure|fit|faint\w*|1[5-9]\d ?(?:/|over))\b",
        r"\b(?:voices?|possess\w*|devil|evil|demons?|paranoi\w*|hallucinat\w*|hasn't slept|isn't sleeping|gush\w*|soak\w*|hurt (?:the|my|her) baby|harm (?:the|my|her) baby)\b[^;]*\bnewmother\b",
    ),
    "infant": _sought(
        "baby newborn infant week day_old days_old month neonate nappy nappies diaper fontan soft_spot bottle",
        rf"\b{_NEWBORN}\b[^;]{{0,70}}\b(?:won't (?:feed|wake|eat|drink|take)|not (?:feeding|waking|eating|drinking|breathing)|(?:isn't|stopped|refus\w+) (?:feeding|eating|drinking|breathing)|too (?:sleepy|weak|tired) to (?:feed|eat|drink|wake)|floppy|limp|blue|gr[ae]y|pale|mottled|jaundice\w*|grunt\w*|pauses?|paus\w+|stops? breathing|high[- ]pitched|weird (?:cry|noises?)|strange (?:cry|noises?)|bulging|sunken|dry napp\w+|no wet|hasn't (?:had a wet|peed|weed|wet)|green vomit|green sick|vomiting green|not right|unresponsive|dropped|fell off|shak\w+)\b",
        rf"\b(?:newborn|(?:[1-9]|1[0-2]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[- ](?:day|week)s?(?:[- ]old)?|(?:one|two|1|2)[- ]months?[- ]?old|neonate)\b[^;]{{0,60}}\b{_HOT}",
        rf"\b{_HOT}[^;]{{0,60}}\b(?:newborn|(?:[1-9]|1[0-2]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[- ](?:day|week)s?[- ]old|(?:one|two|1|2)[- ]months?[- ]?old)\b",
        r"\b(?:soft spot|fontanell?e?s?)\b[^.;]{0,20}\b(?:bulg\w+|sunken|swollen)\b|\b(?:no|hasn't had a|without a|not had a|not (?:\w+ )?one) wet (?:nappy|nappies|diapers?)\b",
    ),
    "meninges": _sought(
        "neck rash spots light glass blotch bruis purpl",
        _near(
            r"(?:stiff neck|neck (?:is |feels |so )*(?:stiff|hurts|sore|painful|rigid)|can't (?:bend|touch|put) (?:\w+ )?(?:neck|chin))",
            r"(?:fever\w*|temp\w*|light|rash|vomit\w*|confus\w*|headache|hot|spots|drowsy|throwing up)",
            14,
        ),
        r"\b(?:rash|spots|blotches|marks|dots|bruises)\b[^;]{0,40}\b(?:(?:don't|doesn't|won't|not|didn't|isn't|aren't|do not|does not) (?:\w+ )?(?:fad\w+|blanch\w*|disappear\w*|go\b|going|vanish\w*|go(?:ing)? away)|glass|tumbler|non-?blanch\w+|spreading fast|spreading quickly)\b(?! (?:causes|differential))",
        r"\b(?:purple|dark red|blood|bruise like|bruise-like|pinprick) (?:spots|rash|dots|blotches)\b|\b(?:hates|can't stand|can't look at|screams at|hurts? (?:his|her|my) eyes|sensitive to) (?:the )?(?:bright )?lights?\b[^;]{0,60}\b(?:fever\w*|neck|rash|vomit\w*|temp\w*)\b|\b(?:fever\w*|neck|rash|temp\w*)\b[^;]{0,60}\b(?:hates|can't stand|can't look at|screams at|hurts? (?:his|her|my) eyes) (?:the )?(?:bright )?lights?\b",
    ),
    "sepsis": _sought(
        "infect uti sepsis septic cellulitis wound abscess chemo pneumonia fever temp urine catheter kidney surgery operation tonsil newmother flu transplant spleen neutropenic",
        _near(_INFECTION, _SEPTIC, 16),
        rf"\b(?:chemo\w*|neutropenic|transplant|no spleen|immunosuppress\w*|leuk(?:a)?emia)\b[^;]{{0,60}}\b{_HOT}|\b{_HOT}[^;]{{0,60}}\b(?:chemo\w*|neutropenic|transplant|no spleen)\b",
        r"\b(?:temp\w*|fever)\b[^.;]{0,15}\b(?:4[0-2](?:\.\d)?|10[4-7](?:\.\d)?)\b|\bred (?:streaks?|lines?)\b[^.;]{0,25}\b(?:up|spread\w*|arm|leg)\b",
    ),
    "heat and cold": _sought(
        "sun heat hot snow cold sauna freez hypotherm gym marathon",
        rf"\b(?:sun|heat|heatwave|hot (?:car|day|room|tub|attic)|sauna|marathon|heatstroke|heat stroke)\b[^;]{{0,70}}\b(?:{_DULLED}|collaps\w+|dry skin|hot and dry|nonsense|stopped sweating|not sweating|faint\w*)\b",
        r"\b(?:snow|freezing|cold|hypotherm\w*|ice|icy (?:lake|water))\b[^;]{0,50}\b(?:barely|unconscious|stopped shivering|slurr\w*|confus\w*|won't wake|stiff|not shivering|drows\w*)\b",
    ),
    "confusion": _sought(
        "confus halluc delir sense nonsense gibberish himself herself recognis recogniz name_ seeing_things out_of_it",
        r"\b(?:sudden\w*|all of a sudden|now|since|overnight|today|this (?:morning|evening|afternoon)|gone|went|really|so|very|keeps|started|is|'s)\b(?:[^\w]+\w+){0,3}?[^\w]+(?:confused|delirious|hallucinating|disorient\w+|not making (?:any )?sense|making no sense|talking (?:nonsense|gibberish|rubbish|jibberish)|out of it|doesn't (?:recogni[sz]e|know)|can't (?:recogni[sz]e|remember (?:his|her|my) (?:own )?name)|seeing things(?: that)?)\b",
        r"\b(?:hallucinat\w+|delirious)\b[^.;]{0,30}\b(?:fever|hot|temp)\b",
    ),
    "bites": _sought(
        "snake adder viper cobra rattler copperhead mamba taipan krait scorpion widow spider jellyfish bat_ rabid",
        _near(
            r"(?:snake|rattlesnake|rattler|adder|viper|cobra|copperhead|mamba|taipan|krait|moccasin|scorpion|black widow|redback|recluse|funnel ?web|box jellyfish|jellyfish|stonefish)",
            r"(?:bit|bite|bites|bitten|got (?:me|him|her|my)|stung|sting|struck|fangs?|nipped)",
            8,
        ),
    ),
    "urine and back": _sought(
        "pee_ pee wee_ urinate bladder bum groin saddle wet_myself incontinen bowels numb",
        r"\b(?:can't|cannot|unable to|couldn't|haven't|hasn't|not able to) (?:\w+ )?(?:pee|wee|piss|urinate|pass (?:any )?(?:urine|water)|peed|weed|urinated|empty)\b[^;]{0,50}\b(?:since|all day|hours|bursting|yesterday|days?|swollen|agony|pain\w*|this morning|last night)\b",
        r"\bnumb\w*\b[^;]{0,30}\b(?:bum|groin|saddle|genitals?|private parts|between (?:my|his|her) legs|buttocks|down there|backside|bottom|crotch|vagina|penis|both legs)\b|\b(?:bum|groin|genitals?|private parts|buttocks|crotch|down below)\b[^;]{0,20}\bnumb\b|\b(?:back|sciatica|legs?)\b[^;]{0,60}\b(?:wet (?:my|him|her)self|lost control|can't control|can't feel when|incontinen\w*|soiled)\b|\b(?:wet (?:my|him|her)self|lost control of (?:my|his|her)|can't control (?:my|his|her) (?:bladder|bowels?))\b[^;]{0,60}\b(?:back|legs?|sciatica|numb)\b",
    ),
    "limb": _sought(
        "leg arm foot hand limb calf toes fingers",
        rf"\b{_ITS} (?:left |right |lower )*(?:leg|arm|foot|hand|limb|toes|fingers)\b[^;]{{0,25}}\b(?:cold|blue|white|pale|black|purple)\b[^;]{{0,30}}\b(?:{_PAIN}|numb|white|blue|pale|no pulse|can't (?:move|feel)|sudden\w*)\b|\b(?:leg|arm|foot|hand) (?:has |just )?(?:went|gone|turned) (?:ice |stone |freezing )?(?:cold|white|blue|black)\b",
        r"\b(?:calf|leg)\b[^;]{0,40}\b(?:swollen|swell\w*|hot and)\b[^;]{0,60}\b(?:breath\w*|chest|cough\w* blood|flight|faint\w*)\b",
        r"\bcast\b[^;]{0,50}\b(?:numb|blue|white|can't feel|too tight|unbearable)\b",
    ),
    "airway": _sought(
        "chok stuck throat windpipe airway lodged inhaled grape",
        r"\b(?:is|'s|are|was|started|starts|am|'m|baby|kid|child|toddler|he|she) choking\b|\bchoking on\b|\bchok\w* (?:and|can't|not)\b",
        r"\b(?:stuck|lodged|caught|jammed|wedged)\b[^.;]{0,20}\b(?:throat|windpipe|airway|gullet|neck)\b|\b(?:throat|windpipe|airway)\b[^.;]{0,20}\b(?:stuck|lodged|blocked|obstruct\w*)\b|\bstuck\b[^;]{0,40}\b(?:can't (?:swallow|breathe|speak|talk|cough))\b|\b(?:no|any) (?:sound|noise)\b[^.;]{0,30}\b(?:throat|face|blue|red|grape|chok\w*)\b",
    ),
    "said": _sought(
        "heart_attack stroke anaphyla cardiac sepsis meningitis embolism ectopic torsion appendicitis dying aneurysm dissection dka clot pre-?eclampsia preeclampsia _die _mi_ allergic heatstroke",
        r"\b(?:think|reckon|sure|looks like|look like|sounds like|feels? like|could|might|may|must|maybe|i'm|i am|he's|she's|is|this|having|having an?|think(?:s|ing)? (?:it's|that)|scared it's|worried it's|afraid it's|convinced|suspect\w*|it's)\b(?:[^\w]+[\w']+){0,5}?[^\w]+(?:heart attack|stroke|anaphyla\w+|cardiac arrest|sepsis|septic|meningitis|pulmonary embol\w+|ectopic|torsion|appendicitis|aneurysm|aortic dissection|dka|pre-?eclampsia|heat ?stroke|dying|going to die|about to die|allergic reaction)\b",
    ),
}
