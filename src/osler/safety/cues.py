# ruff: noqa: E501 - a pattern is easier to check on one line
"""Words by which a danger is told, in lower case with plain quotes.

An *alarm* tells of something that happens to somebody ("won't wake up"). A *symptom* is only a
name ("chest pain"): whether it is somebody's now is told by the words around it. First aid courses
and patient leaflets name the same signs; the wording here is ours.
"""

from __future__ import annotations

from enum import StrEnum

from osler.safety.sought import Sought


class Danger(StrEnum):
    """What kind of danger, worst first."""

    SELF_HARM = "self-harm"
    EMERGENCY = "emergency"
    POISONING = "poisoning"
    ABUSE = "abuse"


_NOT = r"(?:can't|cannot|can not|cant|couldn't|could not|isn't able to|unable to|won't|will not|wont|barely)"
_WHOSE = r"(?:my|his|her|their|the|our|a|\w+'s)"
_TOO = r"(?:really |very |so |still |now |suddenly |just |all |also |badly )*"

_EMERGENCY_ALARMS = (
    r"\b(?:hand|arm|leg|side|legs|arms) (?:won't|doesn't|isn't|stopped|will not|does not) (?:work|move|working|moving|respond\w*)\b|\bcan't remember (?:his|her|my|their) (?:own )?name\b|\bjaw (?:is |keeps |has |started )+lock\w*",
    r"\bswelling (?:up )?(?:so |very |really )?(?:fast|quickly)\b|\b(?:sting|stung)\b.{0,30}\b(?:mouth|throat|tongue)\b|\bepi-?pen (?:did ?n't|isn't|is not|has not|hasn't|not) (?:work\w*|help\w*)|\bburning up\b|\b(?:fever|temp\w*)(?: is| of| at)? (?:10[5-9]|4[12](?:\.\d)?)\b|\bdrowned\b",
    r"\b(?:grabb\w+|clutch\w+|grasp\w+|holding) (?:my|his|her|their) (?:chest|throat)\b|\belephant\b.{0,25}\bchest\b|\bleft arm (?:is |has |feels |went |and )*(?:numb|hurts|hurting|heavy|tingl\w+|ach\w+|pain\w*)|\bpain (?:going |running |shooting |radiating )?down (?:my|his|her) left arm",
    r"\b(?:fell|keeled|slumped) over\b|\bslumped\b|\bout cold\b|\bknocked out\b|\blifeless\b|\b(?:is|isn't|not|'s not|stopped) moving\b(?! on)|\beyes (?:have |are |just )?roll(?:ed|ing) back|\bfoaming at the mouth\b|\bmaking no (?:sound|noise)\b|\b(?:he|she|i|mom|mum|dad|baby|wife|husband|child|son|daughter|just|has) (?:just |suddenly )?fainted\b",
    r"\bstopped (?:talking|speaking|moving|responding)\b|\b(?:hand|arm|leg|side|face) (?:is |has |went |just |suddenly |gone )+(?:limp|dead|weak|paraly\w+|drooping)\b|\b(?:sudden(?:ly)?|all of a sudden) (?:\w+ ){0,2}(?:confus\w+|blind\w*|double vision|weak\w*|numb\w*|can't see|dizzy and can't)\b|\bweakness (?:on|down|in) one side\b",
    r"\b(?:labou?red breathing|breathing (?:is |really |very |so )*(?:fast|hard|badly|funny|weird|shallow|noisy) and|ribs (?:are )?(?:sucking|pulling) in|turn(?:ing|ed) purple|grunting with (?:each|every) breath)",
    r"\b(?:lips?|tongue|face|throat|mouth)(?: and \w+)?(?: is| are|'s)? (?:all |very |really |so )?swollen\b|\bthroat (?:is |feels |getting |suddenly )+(?:very |really |so )?tight\b|\bhives (?:all over|everywhere)\b.{0,40}\b(?:breath\w*|throat|swell\w*|dizzy|vomit\w*|faint\w*)",
    r"\b(?:vomit|throw|threw|cough|spit|spat|puk|bring|brought)\w* up (?:\w+ ){0,6}blood\b|\bbleeding through\b|\bsoak(?:ed|ing) through\b|\bblood (?:is |keeps |was |just )+(?:coming|running|going|everywhere)|\bblood everywhere\b",
    r"\b(?:shaking|jerking|twitching) (?:all over|uncontrollably|violently)|\b(?:fell|fallen|jumped) (?:off|from|out of) (?:a |the |his |her |my )?(?:roof|ladder|balcony|horse|window|building|tree|bridge)\b|\bbone (?:is )?(?:sticking|poking|coming) out|\b(?:scalded|boiling water|third.degree burn)",
    r"\b(?:blood )?(?:sugar|glucose) (?:is |of |at |over |reads |reading |says )+(?:[5-9]\d\d)\b|\bcontractions\b.{0,30}\b(?:minutes apart|2\d weeks|3[0-5] weeks)|\bpregnant\b.{0,60}\b(?:blurr\w+ vision|vision is blurr\w+|severe (?:belly|abdominal|stomach) pain)|\bno wet (?:diapers?|nappies|nappy)\b|\bsunken (?:soft spot|fontanel\w*)|\bpurple (?:spots|rash)\b",
    # breathing and waking
    rf"\b(?:is|are|was|'s)?(?:n't| not|nt) {_TOO}breathing\b|\bstop(?:ped|s|ping)? breathing\b|\bno pulse\b|\bno heartbeat\b",
    rf"\b{_NOT} {_TOO}(?:breathe|breath\b|catch {_WHOSE} breath|get (?:any|enough) air|swallow (?:my|his|her) (?:own )?(?:spit|saliva))",
    r"\b(?:struggling|fighting|struggles) (?:to breathe|for (?:air|breath))|\bgasping\b|\bsuffocating\b",
    rf"\b{_NOT} {_TOO}(?:wake|be woken|be roused|stay awake)\b|\b{_NOT} (?:get|make) (?:him|her|them) (?:to )?(?:up|wake)",
    rf"\b(?:is|are|isn't|not|'s|s) {_TOO}(?:un)?respon(?:ding|sive)\b(?<!\bis responding)(?<!\bare responding)",
    r"\b(?:has |have |is |just |suddenly |he |she |and |wife |husband )(?:collapsed|passed out|blacked out|keeled over)\b|\b(?:is|'s) unconscious\b|\bfound (?:him|her|them|my \w+) unconscious|\b(?:about|going) to (?:pass out|faint|collapse)\b",
    r"\b(?:turn(?:ing|ed|s)?|gone|going|went|is|are|looks?) (?:all )?blue\b(?! (?:cross|shield|light))(?<!eyes are blue)|\blips (?:\w+ )?(?:are |look |turning |went |going |gone |have gone )+(?:\w+ )?(?:blue|gr[ae]y|purple)",
    r"\b(?:limp and|floppy and|and (?:is )?(?:limp|floppy))\b|\b(?:not|isn't|never) waking(?: up)?\b|\bdropped (?:to|on) the (?:floor|ground)\b",
    r"\b(?:face|mouth) (?:has |is |just |suddenly |went |gone |gone all )+(?:funny|numb|dropped|down|strange|weird|wonky)\b|\btalking (?:rubbish|gibberish|nonsense)\b|\bnot making (?:any )?sense\b|\bsudden(?:ly)? (?:loss of|lost) (?:my |his |her )?(?:vision|sight|speech)\b",
    # stroke
    r"\b(?:face|mouth|smile) (?:is |looks |has |suddenly |just |started )*(?:droop\w*|sagg\w*|crooked|lopsided|uneven|fallen on one side)|\bslurr(?:ing|ed) (?:my|his|her|their|speech)|\bspeech (?:is |has |suddenly |got |became |just )*(?:slurred|garbled|jumbled)",
    rf"\b{_NOT} {_TOO}(?:move|feel|lift|raise) (?:one of )?(?:my|his|her|their) (?:\w+ )?(?:arms?|legs?|side|body|face|hand)\b|\b{_NOT} {_TOO}(?:find (?:my|his|her) words|speak|talk|get (?:my|his|her) words out)\b",
    r"\b(?:one|left|right|whole) side (?:of (?:my|his|her) (?:body|face) )?(?:is |went |has gone |suddenly |just )+(?:numb|weak|paraly[sz]ed)",
    r"\b(?:suddenly|just) (?:went|gone|lost) (?:blind|(?:the |my |his |her )?(?:sight|vision))",
    # airway and allergy
    r"\bthroat (?:is |feels |feels like it's |feels like it is |keeps |has |started )*(?:clos(?:ing|ed)|swelling|swollen shut)|\b(?:tongue|lips|face|throat) (?:is|are|keeps?|has|started|still|'s|and)(?: still| badly| really| started)* swell(?:ing|ed|en)?\b",
    r"\b(?:is|he's|she's|i'm|am|baby's) choking\b|\bchoking on\b",
    # bleeding
    r"\bblood (?:is |keeps |was )?(?:spurting|squirting|gushing|pouring)|\bspurting blood|\bbleeding (?:just )?(?:won't|will not|does ?n't|is ?n't|has ?n't|wont|doesnt) stop\w*|\b(?:won't|wont|will not|can't|cant) stop (?:the )?bleeding|\bbleeding (?:very |really |so )?(?:heavily|badly|profusely|a lot|out|to death)\b",
    r"\b(?:vomit\w*|throw\w* up|threw up|puk\w+|cough\w* up|spitting(?: up)?|pooping) (?:up )?(?:a lot of |lots of |bright red |some |pure )*blood\b|\bsoaking (?:through )?(?:a|two|one|several) (?:pads?|towels?)",
    # seizures
    r"\b(?:is|'s|am|are|been) (?:having|in) (?:a|another) (?:\w+ )?(?:seizure|fit|convulsion)\b|\b(?:is|'s|are|keeps|been|still) (?:seizing|convulsing|fitting)\b|\bseizure (?:\w+ ){0,3}(?:lasted|lasting|won't stop|will not stop|going on|right now)",
    # birth and pregnancy
    r"\b(?:see|feel) the (?:umbilical )?cord\b|\bcord (?:is |has )?(?:come |coming |hanging )?out\b|\bbaby(?:'s| is) (?:coming|crowning)(?: right)?(?: now| out)\b|\b(?:baby|he|she) (?:hasn't|has not|stopped|isn't|is not|not) (?:moved|moving|kicking)\b",
    r"\bpregnant\b.{0,60}\bbleeding\b|\bbleeding\b.{0,60}\bpregnant\b|\b(?:pregnant|weeks along)\b.{0,80}\b(?:seeing (?:flashing )?(?:lights|spots|stars)|flashing lights|1[6-9]\d ?(?:/|over) ?\d{2,3}|(?:terrible|severe|awful|worst|splitting) headache)",
    # injury
    r"\b(?:got|was|been|just|were) (?:hit|run over|struck) by (?:a |an )?(?:car|truck|bus|train|lorry|motorcycle|lightning)|\bhit (?:his|her|my|their) head\b.{0,60}\b(?:confused|vomit\w*|throwing up|drowsy|sleepy|unconscious|passed out|seizure|not making sense)",
    r"\b(?:pulled (?:out )?(?:of|from) the (?:pool|water|lake|river|sea|bath)|is drowning|nearly drowned|almost drowned|electrocuted|electric shock|(?:been|was|got|were) (?:stabbed|shot|impaled)|severed (?:my|his|her)|cut off (?:my|his|her) (?:finger|hand|thumb|toe|foot))",
    r"\brash\b.{0,30}\b(?:doesn't|does not|won't|doesnt|not) (?:fade|blanch|disappear|go away when)",
    r"\bswallow\w* (?:a |an |the |some |two |several )?(?:button |coin |disc |watch )?(?:battery|batteries|magnets)\b",
    r"\b(?:blood )?(?:sugar|glucose) (?:reads?|is|says|meter says|of|at|shows) (?:lo\b(?! ?w)|[12]\d\b(?![.\d])|hi\b(?!gh))",
    r"\b(?:i think|i'm sure|i believe|pretty sure|feels like|feel like|is|am|think)(?: that)? (?:i'm|i am|he's|he is|she's|she is|my \w+(?: is|'s)?|we're) (?:having|having an?|going into|in)\b.{0,15}\b(?:heart attack|stroke|anaphyla\w+|cardiac arrest)",
)
_EMERGENCY_SYMPTOMS = (
    r"\bchest (?:pains?|pressure|tightness|discomfort|heaviness)|\b(?:pain|pressure|tightness|squeezing|ache) (?:in|on|across) (?:my|his|her|the) chest|\bchest (?:is |feels |really |just |suddenly )*(?:tight|heavy|crushing|hurts|hurting)|\bcrushing pain",
    r"\bheart attack|\bcardiac arrest|\bmyocardial infarction",
    r"\bstrokes?\b(?! unit| volume)|\bmini-?stroke",
    r"\banaphyla\w+|\b(?:severe|bad|serious|terrible|horrible) allergic reaction|\bwheez\w+",
    r"\b(?:trouble|difficulty|problems?|hard time|very hard|hard) (?:with )?breath(?:ing|e)\b|\b(?:hard|difficult) to breathe\b|\b(?:severe|very|extremely|suddenly|so) (?:short of breath|breathless)|\bshort(?:ness)? of breath\b",
    r"\b(?:worst|thunderclap|sudden(?:ly)? severe|sudden terrible|explosive) headache",
    r"\bseizures?\b|\bconvulsions?\b",
    r"\bheavy bleeding|\bh(?:a)?emorrhag\w+|\bbleed\w* a lot|\bbleeding from (?:my|his|her) (?:eyes?|ears?|rectum|neck|head)",
    r"\bstiff neck\b.{0,40}\b(?:fever|rash)|\b(?:fever|rash)\b.{0,40}\bstiff neck",
    r"\b(?:testic\w+|balls?|scrot\w+) pain|\bpain in (?:my|his) (?:\w+ )?(?:testic\w+|balls?)",
    r"\bheart (?:is |was )?(?:racing|pounding)\b.{0,30}\b(?:1[5-9]\d|2\d\d)\b",
    r"\btearing (?:\w+ )?(?:chest |back )?pain",
    r"\ballergic reaction",
    r"\b(?:severe|excruciating|unbearable|worst|agonizing|agonising) (?:stomach|abdominal|belly|back|pelvic|lower) (?:\w+ )?pain",
    r"\b(?:black|tarry|bloody) (?:stools?|poop|poo)\b",
)
_INFANT = r"\b(?:(?:newborn|[1-9]|1\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[- ](?:day|week|wk)s?[- ]old|newborn|(?:one|two|1|2)[- ]month[- ]old|neonate)\b"
_FEVER = r"\b(?:fever|febrile|temp(?:erature)?\b.{0,8}(?:3[89]|4[01]|10[0-5])|3[89]\.\d|10[0-5](?:\.\d)?(?: ?f\b| ?degrees))"
_INFANTS = (rf"{_INFANT}.{{0,60}}{_FEVER}", rf"{_FEVER}.{{0,60}}{_INFANT}")

_TOXIC = (
    r"(?:bleach|antifreeze|drain cleaner|oven cleaner|toilet cleaner|lye|methanol|rat poison|rodenticide|pesticide|insecticide|weed ?killer|gasoline|petrol|kerosene|lamp oil|"
    r"paint thinner|turpentine|ammonia|detergent|laundry pods?|tide pods?|dishwasher (?:tablet|pod)s?|hand sanitizer|battery acid|acid|nail polish remover|mothballs?|windshield washer|"
    r"(?:\w+ )?mushrooms?|(?:\w+ )?berries|nicotine|vape (?:juice|liquid)|e-?liquid|edibles?|gummies|fentanyl|heroin|poison)"
)
_PILLS = r"(?:pills?|tablets?|tabs?|capsules?|caps|doses|gummies|patches|bottles?|packs?|packets?|boxes|box|strips?)"
_MANY = r"(?:(?:about |like |around |nearly |almost )?(?:[1-9]\d|1\d\d|\d{3}|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|a hundred)\b(?! ?(?:mg|mcg|g|ml|units?|percent|%|minutes|hours|days|weeks|milligrams?|years))|(?:way )?too (?:many|much)|a (?:whole|full|entire|bunch|handful|lot)|an (?:entire|overdose)|the (?:whole|entire)|twice|double|triple|three times|four times|ten times|all (?:of )?(?:my|her|his|the|their)|(?:half )?a (?:bottle|pack|box))"
_ATE = r"(?:took|taken|ate|eaten|eating|drank|drunk|drinking|swallowed|swallowing|licked|chewed|sucked on|ingested|has had|got into|gotten into|got a hold of|got hold of|given (?:him|her|my \w+))"
_CHILD = r"(?:child|kids?|son|daughter|baby|toddler|boy|girl|infant|grandson|granddaughter|niece|nephew|(?:\d+|one|two|three|four|five|six)[- ](?:year|month)[- ]old|little (?:one|brother|sister))"
_POISONING_ALARMS = (
    rf"\b{_ATE} {_MANY}(?!.{{0,20}}\b(?:breaths?|steps?|days? off|walks?)\b)(?:.{{0,40}}\b(?:{_PILLS}|mg|overdose|by (?:mistake|accident)|accidentally|dose|of (?:my|her|his))\b|\s\w+)",
    rf"\b{_ATE} (?:some |a |an |the |my |our |a bit of |a sip of |a mouthful of |half a |a bottle of |a few |a lot of |liquid )*{_TOXIC}\b",
    rf"\b{_CHILD}\b.{{0,25}}\b{_ATE}\b.{{0,30}}\b(?:{_PILLS}|medicines?|medications?|meds|vitamins?|(?:my|grandma's|grandpa's|grandmother's|grandfather's|his dad's|her mom's|his mom's|the dog's|someone else's|\w+'s) \w+)",
    rf"\b(?:accidentally|by (?:mistake|accident)) {_ATE}\b|\b{_ATE} (?:my|his|her|their) [\w ]{{2,25}} (?:twice|two times|double)\b|\b{_ATE} [\w ']{{2,40}}(?:by (?:mistake|accident)|accidentally|instead of (?:my|his|her))\b",
    rf"\bgave (?:my|our|the|her|his) {_CHILD}\b.{{0,25}}\b(?:{_PILLS}|meds|medicines?|medications?)\b|\b(?:gave|given) (?:my|our|the|her|his|him|them|me) .{{0,20}}\b(?:wrong (?:dose|medicine|medication|pills?)|too much)\b",
    r"\b(?:overdosed|od'?ing|od'?ed|o\.d\.(?:ing|ed)?|has overdosed)\b|\b(?:taken|took|taking) an overdose\b",
    rf"\b{_TOXIC} (?:\w+ )?(?:in|into|on) (?:my|his|her|both) (?:eyes?|mouth|face)",
    r"\b(?:mixed|mixing|inhaled|breathed in) (?:\w+ )?(?:bleach|ammonia|chlorine|fumes)\b",
    r"\b(?:carbon monoxide|co) (?:alarm|detector) (?:is |keeps |just |has |started )*(?:going off|beep\w*|went off|sound\w*|ring\w*)",
    rf"\bgot {_TOXIC} in (?:my|his|her)|\b(?:splash|spray|squirt)\w* (?:\w+ ){{0,3}}{_TOXIC}|\beyes?\b.{{0,25}}\b{_TOXIC}",
    r"\b(?:bitten|bit|stung) by a (?:snake|rattlesnake|copperhead|cobra|viper|scorpion|black widow|jellyfish)\b|\bsnake bit (?:me|him|her|my)|\b(?:been|was|got) poisoned\b",
)
_POISONING_SYMPTOMS = (r"\boverdose\b", r"\bpoisoned\b", r"\bcarbon monoxide\b")

_SELVES = r"(?:my ?self|him ?self|her ?self|them ?sel(?:f|ves))"
_SELF_HARM_ALARMS = (
    r"\bwish (?:i|he|she|they) (?:would|could|might|will)(?:n't| not| never| just)? (?:wake up|disappear|die|be gone|be dead|go to sleep)|\b(?:don't|do not|dont|never) want to wake up\b|\b(?:slit|slash|cut)(?:ting)? (?:my|his|her) wrists?\b(?! by accident)|\bjump(?:ing)? (?:off|in front of) (?:a|the) (?:bridge|building|train|cliff|roof|bus)\b",
    r"\b(?:kms|unalive|tired of (?:living|being alive)|burden (?:to|on) (?:everyone|my family|everybody)|no way out|want (?:it|everything) (?:all )?to (?:be over|end|stop))\b|\b(?:he|she|my \w+|wife|husband|son|daughter|friend)(?:'d| would)? (?:be |says (?:he|she)'d be )?better off dead\b",
    r"\b(?:kill|killing|hurt|hurting|harm|harming|cutting|burning|shoot|shooting|hang|hanging|starve|drown|poison) my ?self\b(?!.{0,25}\b(?:at the gym|lifting|playing|running|falling|shaving|cooking|skiing|working out|laughing)\b)",
    r"\b(?:hurt|cut|burn|burned|cut) my ?self (?:again|on purpose|deliberately|to feel|because i)\b|\b(?:urges?|want|wanting|need|trying|tried|going|keep) (?:to )?(?:cut|burn|hurt|harm)(?:ting)? my ?self\b|\bself-?harm(?:ed|ing)? (?:again|last night|today|yesterday)\b|\bi (?:still |keep |have been |always )?self-?harm",
    r"\b(?:want|wants|wanted|going|plan|plans|planning|ready|decided|wish|trying|tried) to (?:just )?(?:die\b(?! (?:my|her|his|it|of|laughing|from laughter))|be dead|kill (?:him|her|them) ?sel\w+|end (?:my|his|her|their) (?:own )?life|end it\b|end things|end it all|not (?:be alive|exist|wake up)|disappear forever|jump off|hang (?:him|her)self)",
    r"\b(?:don't|do not|dont|doesn't|does not|didn't) want to (?:be alive|live|exist|be here|wake up|go on living)\b|\b(?:no|don't|do not|dont|can't|cannot|not) (?:\w+ ){0,3}(?:reason|point) (?:to|in|for) (?:live|living|go on|going on|being alive|being here)\b|\b(?:life|it)(?:'s| is| isn't| is not)? (?:not )?worth living\b(?<!is worth living)",
    r"\bwish (?:i|he|she) (?:was|were|had never been|wasn't) (?:dead|born|alive)\b|\bi(?:'d| would) (?:rather|be better off) (?:be )?dead\b|\bbetter off (?:dead|without me)\b|\b(?:nobody|no one) (?:would|will) (?:miss|care)\b.{0,12}|\b(?:i )?can(?:'t|not| not) go on\b(?! (?:vacation|holiday|a |the |with))",
    r"\bend(?:ing)? (?:my|his|her) (?:own )?life\b|\bend(?:ing)? it all\b|\bend things\b|\btak(?:e|ing) (?:my|his|her) own life\b|\bwill kill (?:him|her|them) ?sel\w+|\b(?:says?|said|going|threat\w+|wants?|will|gonna|about) .{0,30}\bkill(?:ing)? (?:him|her|them) ?sel\w+",
    r"\bhow (?:much|many)\b.{0,60}\b(?:i need|does it take|would it take|will it take|it takes|should i take|can i take|do i take) (?:for me )?(?:to|and|until i) (?:overdose|od|die)\b",
    r"\b(?:text\w*|wrote|sent|left|say\w*|said)\b.{0,20}\b(?:goodbye|suicide note)\b.{0,60}\b(?:pills?|gun|bridge|knife|rope|took|overdose)|\bleft a (?:suicide )?note\b|\b(?:written|wrote|writing) (?:a|my|the) (?:suicide |goodbye )?(?:note|letter|will)\b.{0,50}\b(?:pills?|gun|rope|ready|tonight|goodbye)\b|\bso (?:that )?i can die\b|\bi want out\b|\bdie peacefully\b|\b(?:i'm|im|i am|i feel|feeling|feel|he's|she's|he is|she is|son is|daughter is|friend is|husband is|wife is|feels) (?:(?!not|never|no)\w+ )?suicidal\b",
    r"\b(?:think|thinking|thought|thoughts|considering|contemplating|planning|attempted|attempting|attempt|commit|committing|threatening|talking)(?: about| of)? (?:committing |attempting )?suicide\b",
)
# Asking for a way, which nobody does of a topic.
_METHOD_ALARMS = (
    r"\bhow long\b.{0,25}\bto die\b.{0,30}\b(?:overdos\w+|pills?|tablets?|hanging|cutting|insulin)\b|\b(?:which|what) (?:\w+ ){0,2}(?:medicines?|medications?|drugs?|pills?|poisons?) (?:are|is) (?:the )?(?:deadliest|most (?:lethal|deadly))\b",
    r"\b(?:least painful|painless|easiest|quickest|fastest|best|peaceful|surest|most painless) (?:way|method|pills?|drugs?|means)(?: \w+)? (?:to|of) (?:die|dying|kill|killing|end|commit|suicide)",
    rf"\bhow many (?:\w+ ){{0,4}}{_PILLS}\b.{{0,40}}\b(?:fatal|lethal|deadly|kill|die)\b|\bhow (?:much|many)\b.{{0,60}}\bkill (?:me|you|yourself|myself|somebody|someone|a person|an adult)\b",
    r"\b(?:lethal|fatal|deadly) (?:dose|amount)?.{0,20}\b(?:for|to) me\b|\bwill \d+ .{0,40}\bkill (?:me|myself)\b|(?<!threatening )(?<!threatened )(?<!wants )(?<!tried )(?<!going )(?<!trying )\bto kill me\b",
)
_ABUSE_ALARMS = (
    r"\b(?:pushed|shoved|threw|dragged|beat) me\b",
    r"\b(?:not|don't feel|isn't|no longer) safe (?:at|in my|to go) home\b|\b(?:afraid|scared) to go home\b|\b(?:he|she|they|husband|boyfriend|partner|father|stepfather|uncle) (?:forced|forces|locked|locks|pinned) me\b|\bwon't let me (?:leave|go out|see a doctor|use the phone)\b",
    r"\b(?:my )?(?:husband|wife|boyfriend|girlfriend|partner|ex|father|dad|stepdad|stepfather|mother|mom|mum|stepmom|brother|uncle|caregiver|carer|boss|spouse|he|she|caretaker)\b.{0,25}\b(?:hits|beats|beat|beating|hitting|punches|punched|choked|chokes|strangled|strangles|slapped|slaps|kicked|kicks|hurts|burned|threatens|raped|rapes|molest\w*|touches) (?:me|my \w+|her|him|us)\b",
    r"\b(?:i|she|he|my \w+) (?:was|were|got|have been|has been|'ve been|am being|is being) (?:just )?(?:raped|sexually assaulted|molested|strangled|beaten(?: up)?|abused|trafficked)\b",
    r"\b(?:threatening|threatened|threatens|going|tried|wants) to (?:kill|shoot|stab|strangle|hurt) (?:me|us|my \w+)\b|\b(?:someone|somebody|he|she|they|person|people|carer|caregiver) (?:is|are|keeps|keep) (?:hurting|abusing|hitting|beating|molesting|touching) (?:my \w+|me|us|her|him|them)\b|\bafraid (?:of|for) (?:my (?:husband|partner|boyfriend|life|safety)|him|her)\b",
)


_SELF_HARM_SYMPTOMS = (r"\bsuicidal (?:thoughts?|ideation|plans?)|\bsuicide plan\b",)
# Stretches of which every match of the patterns above holds one.
_SELF_HARM_WORDS = "wrist bridge building train cliff roof kms unalive tired_of burden way_out over_ _stop reason point note_ letter i_can_die want_out peacefully self selves _die_ dead kill my_life his_life her_life their_life own_life end_it ending_it end_things ending_things be_alive want_to_live exist be_here wake_up living born better_off would_miss will_miss would_care will_care go_on suicid goodbye left_a_note jump_off disappear_forever to_die"
_METHOD_WORDS = "deadliest painful painless easiest quickest fastest best peaceful surest fatal lethal deadly kill _die"
_EMERGENCY_WORDS = "work_ jaw epipen epi-pen burning_up temp own_name grab clutch grasp holding elephant left_arm fell slumped out_cold knocked_out lifeless moving rolled rolling foaming making_no fainted stopped limp weak all_of_a_sudden sudden labored laboured breathing ribs grunting tight hives up_ coming everywhere shaking jerking twitching fallen jumped bone scalded boiling third contractions wet_ sunken purple dropped funny strange weird wonky talking_ making breath pulse heartbeat gasp suffocat _wake _waking woken rouse awake wak respon collaps pass_out passed_out blacked_out unconscious faint keeled blue grey_ gray_ purple limp floppy droop sagg crooked lopsided uneven fallen slurr garbled jumbled n't_ not_ cant_ wont_ unable barely _numb_ _weak paraly blind sight vision throat tongue swell swollen chok blood bleed soaking seizure seizing fitting convuls the_cord cord_ baby moved moving kicking pregnant weeks_along hit_by run_over struck_by hit_his hit_her hit_my hit_their pool water lake river _sea bath drown electr stabbed shot impaled severed cut_off rash swallow sugar glucose heart_attack stroke anaphyla cardiac fever febrile _temp 38. 39. 40. 41."
_SYMPTOM_WORDS = "stool poo chest crushing heart cardiac myocardial stroke anaphyla allergic wheez breath headache seizure convulsion bleed hemorrhag haemorrhag neck _pain"
_POISONING_WORDS = "splash spray squirt eye accidentally by_mistake by_accident _gave _took _taken _taking _ate_ _eat _drank _drunk _drink swallow _lick _chew _suck _ingest has_had got_ gotten_ _given overdos od'ing oding od'ed oded o.d. mixed mixing inhaled breathed_in alarm detector my_eye his_eye her_eye both_eye my_mouth his_mouth her_mouth my_face his_face her_face _bit _stung poison"
_ABUSE_WORDS = "pushed shoved threw dragged safe scared forced forces locked locks pinned let_me _hit _beat punch _chok strangl slap kick hurt burned threat rape raping molest touch assault abus traffick _kill _shoot _stab afraid"


def _any(patterns: tuple[str, ...], words: str) -> Sought:
    return Sought("|".join(f"(?:{each})" for each in patterns), words)


METHODS = _any(_METHOD_ALARMS, _METHOD_WORDS)
ALARMS: tuple[tuple[Danger, Sought], ...] = (
    (Danger.SELF_HARM, _any(_SELF_HARM_ALARMS, _SELF_HARM_WORDS)),
    (Danger.EMERGENCY, _any((*_EMERGENCY_ALARMS, *_INFANTS), _EMERGENCY_WORDS)),
    (Danger.POISONING, _any(_POISONING_ALARMS, _POISONING_WORDS)),
    (Danger.ABUSE, _any(_ABUSE_ALARMS, _ABUSE_WORDS)),
)
SYMPTOMS: tuple[tuple[Danger, Sought], ...] = (
    (Danger.SELF_HARM, _any(_SELF_HARM_SYMPTOMS, "suicid")),
    (Danger.EMERGENCY, _any(_EMERGENCY_SYMPTOMS, _SYMPTOM_WORDS)),
    (Danger.POISONING, _any(_POISONING_SYMPTOMS, "overdose poisoned monoxide")),
)
