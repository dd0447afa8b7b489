# ruff: noqa: E501 - a pattern is easier to check on one line
"""What a question is for: whether it is of medicine, and whether somebody asks what they have."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from math import sqrt

from osler.safety.likeness import pieces, words
from osler.safety.sought import Sought
from osler.safety.weights import Weights, place, read

FEATURES = 1 << 15
WEIGHTS = "scope.weights"
# Scores of `elsewhere`, for texts that name nothing of medicine: above `CLEARLY` a text is of another
# field though something might be found, above `RATHER` where nothing was, and above `HARDLY` where it
# has no unknown name either.
CLEARLY = 0.0
RATHER = -1.5
HARDLY = -4.0

_MEDICAL = Sought(
    r"\b(?:pain\w*|ache\w*|aching|hurts?|sore\w*|fever\w*|cough\w*|rash\w*|itch\w*|swell\w*|swollen|lumps?|bleed\w*|blood\w*|vomit\w*|nausea\w*|diarrh\w*|constipat\w*|dizz\w*|faint\w*|tired\w*|fatigue\w*|sleep\w*|insomnia|weight|headaches?|seizures?|numb\w*|weak\w*|breath\w*|"
    r"diseases?|disorders?|syndromes?|conditions?|illness\w*|sick\w*|infect\w*|contagious|cancer\w*|tumou?rs?|diabet\w*|allerg\w*|symptoms?|signs?|diagnos\w*|prognos\w*|treat\w*|therap\w*|cures?|cured|heal\w*|remed\w*|medic\w*|drugs?|pills?|tablets?|capsules?|doses?|dosing|dosage|"
    r"prescri\w*|side effects?|interact\w*|vaccin\w*|immuni\w*|surg\w*|operat\w*|transplant\w*|anaesth\w*|anesth\w*|x-?rays?|scans?|mri|ct|ecg|ekg|biops\w*|tests?|labs?|screen\w*|patients?|doctors?|physicians?|nurses?|hospital\w*|clinic\w*|health\w*|pregnan\w*|birth\w*|babies|baby|infants?|"
    r"bod(?:y|ies)|organs?|heart\w*|lungs?|livers?|kidneys?|brains?|skin|bones?|muscles?|nerves?|stomach\w*|bowels?|eyes?|ears?|throat\w*|teeth|tooth|diet\w*|nutrition\w*|vitamins?|calor\w*|protein\w*|genes?|genetic\w*|cells?|virus\w*|bacteri\w*|fung\w*|parasit\w*|toxi\w*|poison\w*|"
    r"mortality|survival|risk\w*|trials?|guidelines?|evidence|epidem\w*|pandemic\w*|mental|depress\w*|anxi\w*|stress\w*|suicid\w*|addict\w*|alcohol\w*|smok\w*|vap(?:e|ing)|exercis\w*|mutation\w*|receptor\w*|enzym\w*|hormon\w*|wounds?|injur\w*|burn\w*|fractur\w*|bites?|stings?|feel\w*|wrong with|"
    r"lice|nits|germs?|sperm\w*|knuckles?|contact lens\w*|blisters?|ear ?wax|hygien\w*|fertil\w*|infertil\w*|carcinogen\w*|harmful|unhealthy|addictive|bmi|steps a day|mattress for|drink\w*|drunk|hangover|tan|acne|hair|nails?|sex\w*|contracep\w*|periods?|menstru\w*|menopaus\w*|ag(?:e|ing)|elderly|child\w*|kids?|toddlers?|pediatr\w*|paediatr\w*|die[ds]?|dying|death\w*|live[sr]?|\w+(?:itis|osis|emia|aemia|oma|opathy|ectomy|plasty|scopy|algia|uria|pnea|pnoea|plegia|trophy|cillin|mycin|statin|prazole|olol|sartan|mab|nib|vir|azole|tide|gliptin|gliflozin|pril|pam|lam|caine|ine))\b"
)
_OWN_DIAGNOSIS = Sought(
    r"\b(?:do|did|have|might|could|may|would) (?:i|we|my \w+(?: \w+)?|he|she) (?:really |possibly |also |now |still )?(?:have|got|be having|has)\b(?! (?:to|any|another|a (?:right|choice)|my|taken|surgery|dinner|sex|alcohol|coffee)\b)"
    r"|\b(?:does|has|is|could) (?:my|our) (?:\w+ ){0,3}?(?:have|got|having)\b(?! (?:to|surgery|any)\b)"
    r"|\bwhat(?:'s| is|s)? (?:is )?wrong with (?:me|my|him|her|us)\b|\bwhat (?:do|could|might|can) (?:i|my \w+|he|she) (?:have|be having|be suffering from)\b|\bwhat (?:disease|condition|illness|disorder|infection|kind of \w+) (?:do i|have i|does (?:he|she|my \w+)|might i|could i)\b"
    r"|\b(?:diagnose|diagnosis for|examine) (?:me|my|myself|him|her)\b|\bwhat (?:is|could be|might be|can be) (?:this|my|causing my|the cause of my|happening to me)\b|\bwhy (?:do|am|does|is|are|have) (?:i|my|we)\b.{0,60}\b(?:hurt\w*|ach\w*|pain\w*|swell\w*|swollen|bleed\w*|itch\w*|tired|dizzy|cough\w*|vomit\w*|numb\w*|tingl\w*|los\w+|red|yellow|purple|shak\w*|sweat\w*|burn\w*|sore)"
    r"|\bam i (?:having|getting|suffering|going to (?:die|have)|dying|sick|pregnant|infected|diabetic|bipolar|autistic|anaemic|anemic|depressed|miscarrying)\b|\bis (?:it|(?:this|that|my)(?: \w+){0,3}?)(?: (?:a|an|the|sign of|symptom of))*\s*(?:cancer\w*|melanoma|lymphoma|leuk(?:a)?emia|stroke|heart attack|dvt|clot|appendicitis|infect\w+|herpes|hiv|shingles|malignant|pregnancy|covid|flu|lupus|\w+itis|\w+oma)\b"
    r"|\bdo you think (?:i|it|this|my|he|she)\b.{0,30}\b(?:have|is|has|could be|am)\b|\b(?:i|my \w+) (?:think|might|may|probably|could|must) (?:i )?(?:have|be having|has)\b.{0,80}\?|\bcould (?:it|this|my \w+(?: \w+)?) be\b"
)
# Whether somebody may eat, drink or be given something is no question of what they have.
_ALLOWED = Sought(
    r"\b(?:may|could|can|should|would) (?:i|we|he|she|(?:my|our) (?:[\w'-]+ ){0,3}?)\s*have (?:(?:a|an|the|some|any|more|his|her|my|raw|cow'?s|goat'?s|almond|oat|soy|peanut|spicy|cup of|glass of|bit of|second|third|extra|another|next) )*"
    r"(?:honey|milk|water|juice|tea|coffee|alcohol|wine|beer|cheese|yogh?urt|eggs?|nuts?|peanuts?|fish|shellfish|sushi|meat|fruits?|bananas?|grapes?|grapefruit|strawberr\w+|berr(?:y|ies)|sugar|salt|chocolate|caffeine|solids?|food|bread|rice|cereal|formula|butter|dairy|gluten|soya?|ibuprofen|paracetamol|tylenol|acetaminophen|calpol|aspirin|advil|antibiotics?|medicines?|vaccin\w+|vaccines?|jabs?|shots?|boosters?|doses?|epidurals?|mri|ct|x-?rays?|scans?)\b",
    "have",
)
_ANIMAL = r"(?:dogs?|pupp(?:y|ies)|pup|cats?|kittens?|kitty|rabbits?|bunny|hamsters?|guinea pigs?|gerbils?|ferrets?|horses?|pony|foal|mare|parrots?|budgies?|cockatiel|canary|hens?|chickens?|goats?|sheep|lambs?|cows?|calf|pigs?|tortoise|turtle|lizard|gecko|snake|goldfish|labrador|retriever|poodle|terrier|spaniel|bulldog|beagle|chihuahua|dachshund|pets?)"
_OF_ANIMAL = Sought(
    rf"^(?:help[,! ]+|hi[,! ]+|please[,! ]+)?(?:(?:my|our|the|a) (?:\w+ ){{0,2}}?{_ANIMAL}(?:'s)? (?:just |has |have |had |is |was |keeps? |may have |might have |accidentally |got |won't |can't )*(?:at|eat\w*|ate|swallow\w*|ingest\w*|chew\w*|drank|got into|got hold|vomit\w*|threw up|throw\w*|limp\w*|cough\w*|diarrh\w*|seizures?|diabet\w*|arthritis|fleas|worms|ticks?|mange|sick|ill|itch\w*|pregnant|lethargic|drool\w*|cancer|kidney|has|have|needs?|weigh\w*|tak(?:es|ing)|on|poison\w*|overdos\w*)\b"
    rf"|(?:can|could|may|should|is|are|does|do|did|will|would|what|why|how|which)\b[^.?!]{{0,40}}?\b(?:my|our) (?:\w+ )?{_ANIMAL} (?!bit|bite|scratch|lick|allerg|hair|dander|food|litter)(?:eat|have|take|be|get|go|need|drink|vomit\w*|limp\w*|cough\w*|itch\w*|sick|ill|has|ate|safe\w*|allowed)\b"
    rf"|.{{0,60}}?\b(?:gave|give|giving|feed|fed|safe for|toxic to|toxic for|poisonous (?:to|for)|dose (?:of \w+ )?for|bad for|ok for|okay for) (?:my |our |a |an |the )?(?:\w+ )?{_ANIMAL}\b)"
)
_OF_PERSON = Sought(
    r"\b(?:me|myself|i'm|i am|i feel|i have|i've|i ate|i took|i was|am i|bit|bite|bites|bitten|scratch\w*|lick\w*|allerg\w*|rabies|my (?:son|daughter|child|baby|toddler|kids?|wife|husband|mum|mom|dad|friend|partner|brother|sister)|baby|child(?:ren)?|toddler|kids?|people|person|human|patients?|infant|he's|she's)\b"
)
# What is asked of any day, and not of a thing's meaning.
_EVERYDAY = re.compile(
    r"(?i)\b(?:weather|forecast|news|headlines|time|date|traffic|lottery|stock market|exchange rate|football score)\s*[?.]*$"
)
_SELF = Sought(r"\b(?:i|i'm|i've|me|my|mine|myself|we|our|he|she|him|her)\b")
_OF_PATIENT = Sought(r"\b(?:my|our|the|a|this) patients?\b")


_DEFINES = re.compile(
    r"(?i)^(?:so |please )?(?:what(?: is|'s| are| does| do)|define|explain|describe)(?: an?| the)?(?: (?:function|role|meaning|definition|mechanism|use|aim|target)s? of)?(?: the)? [\w/-]+(?: (?:do|mean|stand for))?\s*[?.]*$"
)


def medical(text: str) -> bool:
    """Whether a text has a word of medicine; such words are common ones, names need the vocabulary."""
    return _MEDICAL.search(text.lower()) is not None


def asks_own_diagnosis(text: str) -> bool:
    """Whether somebody asks what they, or someone close, have."""
    low = text.lower().replace("’", "'")
    if _SELF.search(low) is None or _OF_PATIENT.search(low):
        return False
    return _OWN_DIAGNOSIS.search(_ALLOWED.pattern.sub(" ", low)) is not None


def defines(text: str) -> bool:
    """Whether a text asks only what a thing is, which may be of any field but those of any day."""
    return _DEFINES.match(text) is not None and _EVERYDAY.search(text) is None


def of_animal(text: str) -> bool:
    """Whether a text asks for an animal, and not for whoever it bit."""
    low = text.lower().replace("’", "'")
    return _OF_ANIMAL.search(low) is not None and _OF_PERSON.search(low) is None


def elsewhere(text: str) -> float:
    """How like a question of another field a text reads, weighed from questions written for this
    project (`osler.evaluation.scope_training`): above 0 likely, below 0 unlikely.
    """
    weights = _weights()
    seen = {place(each, FEATURES) for each in pieces(words(text.lower().replace("’", "'")))}
    total = sum(weights.table[each] for each in seen) * weights.card.scale
    return total / sqrt(max(1, len(seen))) + weights.card.bias


@lru_cache(maxsize=1)
def _weights() -> Weights:
    return read(files("osler.safety").joinpath(WEIGHTS).read_bytes(), FEATURES, 1)
