"""Whom a text speaks of: pairs of which the first speaks of them and the second does not."""

from __future__ import annotations

import pytest

from made_candidate import GUIDELINE, LABEL, PREGNANT, question, sentence
from osler.answer import people
from osler.answer.answering import misplaced
from osler.answer.kinds import POPULATIONS

SPOKEN = {
    "pregnancy": [
        ("Fetal harm was seen.", "Harm was seen."),
        ("Use in pregnant women is rare.", "Use in women is rare."),
        ("Foetal growth slowed.", "Growth slowed."),
        ("It is a teratogen.", "It is a toxin."),
        ("The first trimester matters.", "The first term matters."),
        ("Pregnant adults are screened.", "Nonpregnant adults are screened."),
        ("Miscarriage was reported.", "Hiccups were reported."),
        ("Birth defects did not rise.", "Defects did not rise."),
        ("Females of reproductive potential use it.", "Females use it."),
        ("At conception it is stopped.", "By misconception it is stopped."),
    ],
    "breastfeeding": [
        ("It passes into breast milk.", "It passes into tea with milk."),
        ("Lactating women may use it.", "Women may use it."),
        ("Breastfeeding can go on.", "Feeding can go on."),
        ("Breast-fed babies slept.", "Bottle-fed babies slept."),
        ("Nursing mothers use it.", "Mothers use it."),
        ("Lactation is not affected.", "Action is not affected."),
        ("Levels in breast milk were low.", "Levels in the breast were low."),
        ("Do not breast-feed for a day.", "Do not feed for a day."),
        ("Breast feeding is safe.", "Breast fat is safe."),
        ("Lactation is normal.", "Lactate is normal."),
        ("Nursing mothers sleep.", "Nursing homes sleep."),
    ],
    "children": [
        ("Children may take it.", "Adults may take it."),
        ("Pediatric use is rare.", "Use is rare."),
        ("Paediatric wards have it.", "Wards have it."),
        ("Adolescents like it.", "Adults like it."),
        ("Boys had hiccups.", "Men had hiccups."),
        ("Below 12 years of age it fails.", "Below 12 degrees it fails."),
        ("Infants sleep.", "Adults sleep."),
        ("A child had it.", "A guild had it."),
        ("Children in class C sleep.", "Child-Pugh class C sleeps."),
        ("Children were born.", "Women of childbearing age came."),
        ("Infants had hiccups.", "Unborn infants had hiccups."),
        ("Children had hats.", "The mothers of nursing infants had hats."),
    ],
    "infants": [
        ("Infants sleep.", "Adults sleep."),
        ("Neonates sleep.", "Nations sleep."),
        ("Newborn screening helps.", "Screening helps."),
        ("A baby had it.", "A man had it."),
        ("Babies may take it.", "Boys may take it."),
        ("Pediatric use is rare.", "Use is rare."),
        ("Neonatal wards have it.", "Wards have it."),
        ("Infancy is short.", "Youth is short."),
    ],
    "older adults": [
        ("Older adults fall.", "Adults fall."),
        ("The elderly fall.", "The young fall."),
        ("Geriatric wards have it.", "Wards have it."),
        ("People aged 80 fall.", "People fall."),
        ("At 70 years it is common.", "In 70 towns it is common."),
        ("Older people sleep less.", "People sleep less."),
        ("Adults 65 years or older fall.", "Adults aged 40 to 75 years fall."),
        ("Women older than 70 years fall.", "Women older than 30 years fall."),
        ("Adults aged 65 to 80 years fall.", "Adults 18 years or older fall."),
        ("Adults aged 65 or over fall.", "Adults in towns fall."),
        ("Old age matters.", "Age matters."),
        ("Older folk came.", "Holders of hats came."),
    ],
    "men": [
        ("Men wear hats.", "Women wear hats."),
        ("A man wears a hat.", "A woman wears a hat."),
        ("Males are few.", "Females are few."),
        ("Half were male.", "Half were female."),
        ("In men it is rare.", "In women it is rare."),
        ("Men over 50 wear hats.", "Adults over 50 wear hats."),
        ("MALES had it.", "ADULTS had it."),
        ("The man had it.", "The mandate had it."),
    ],
    "women": [
        ("Women wear hats.", "Men wear hats."),
        ("A woman wears a hat.", "A man wears a hat."),
        ("Females are few.", "Males are few."),
        ("Half were female.", "Half were male."),
        ("In women it is rare.", "In men it is rare."),
        ("Women over 50 wear hats.", "Adults over 50 wear hats."),
        ("FEMALES had it.", "ADULTS had it."),
        ("The woman had it.", "The womanly hat had it."),
    ],
    "renal impairment": [
        ("Renal function fell.", "Adrenaline fell."),
        ("Kidney disease matters.", "Knee disease matters."),
        ("Creatinine clearance fell.", "Clearance of hats fell."),
        ("On dialysis the dose is halved.", "On Sundays the dose is halved."),
        ("eGFR below 30 matters.", "Grades below 30 matter."),
        ("The GFR matters.", "The grade matters."),
        ("Patients with renal failure slept.", "Patients with failure slept."),
        ("The kidneys clear it.", "The lungs clear it."),
        ("Renal insufficiency matters.", "Adrenal insufficiency matters."),
    ],
    "hepatic impairment": [
        ("Hepatic function fell.", "Function fell."),
        ("Liver disease matters.", "Knee disease matters."),
        ("In cirrhosis it is halved.", "In sclerosis it is halved."),
        ("Child-Pugh class C matters.", "Children in class C matter."),
        ("The liver clears it.", "The lungs clear it."),
        ("Hepatitis is rare.", "Arthritis is rare."),
        ("Cirrhotic patients slept.", "Neurotic patients slept."),
        ("Livers were enlarged.", "Levers were enlarged."),
        ("The liver failed.", "The delivery failed."),
    ],
}


def _spoken() -> list[tuple[str, str, str]]:
    return [(name, *pair) for name, pairs in SPOKEN.items() for pair in pairs]


@pytest.mark.parametrize(("population", "of_them", "of_others"), _spoken())
def test_speaks_of(population: str, of_them: str, of_others: str) -> None:
    assert people.speaks_of(population, of_them)
    assert not people.speaks_of(population, of_others)


def test_every_population_a_question_may_name_can_be_told() -> None:
    assert {name for name, _ in POPULATIONS} == set(SPOKEN)
    assert set(SPOKEN) >= people.PROTECTED


# A question about protected people; what may stand, and what must not.
SCOPE = [
    ("Is syntheticine safe in pregnancy?",
     "Syntheticine harmed fetal growth.", "Syntheticine harmed growth of hair."),
    ("Is syntheticine safe while breastfeeding?",
     "Syntheticine is found in breast milk.", "Syntheticine is found in tea."),
    ("Is syntheticine safe in children?",
     "Syntheticine caused hiccups in children.", "Syntheticine caused hiccups in adults."),
    ("Is syntheticine safe in infants?",
     "Syntheticine caused hiccups in infants.", "Syntheticine caused hiccups in adults."),
    ("Is syntheticine safe in kidney disease?",
     "Syntheticine is cleared by the kidney.", "Syntheticine is cleared by the lungs."),
    ("Is syntheticine safe in liver disease?",
     "Syntheticine is cleared by the liver.", "Syntheticine is cleared by the lungs."),
    ("Can a pregnant woman take syntheticine?",
     "Syntheticine in pregnancy caused hiccups.", "Syntheticine in women caused hiccups."),
    ("What is the dose of syntheticine on dialysis?",
     "Syntheticine is halved on dialysis.", "Syntheticine is halved on Sundays."),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "stands", "falls"), SCOPE)
def test_of_protected_people_only_what_was_said_of_them(
    asked: str, stands: str, falls: str
) -> None:
    assert misplaced(question(asked), sentence(stands)) is None
    assert "does not speak of" in str(misplaced(question(asked), sentence(falls)))


def test_the_section_for_pregnancy_speaks_of_pregnancy() -> None:
    asked = question("Is syntheticine safe in pregnancy?")
    said = "Syntheticine is harmful."
    own = ("syntheticine",)
    assert misplaced(asked, sentence(said, LABEL, drugs=own, code=PREGNANT)) is None
    assert misplaced(asked, sentence(said, LABEL, drugs=own, path=("8.1 Pregnancy",))) is None
    assert misplaced(asked, sentence(said, LABEL, drugs=own, code="34084-4"))


def test_men_and_women_are_not_protected() -> None:
    asked = question("Is syntheticine safe in women?")
    assert misplaced(asked, sentence("Syntheticine caused hiccups in adults.")) is None


AGED = "Should a 45-year-old be screened for madeupitis?"


@pytest.mark.parametrize(
    ("stands", "falls"),
    [
        ("Screening is for adults aged 40 to 75 years.",
         "Screening is for adults aged 50 to 75 years."),
        ("Screen adults 45 years or older.", "Screen adults 65 years or older."),
        ("Screen adults under 50.", "Screen adults under 40."),
        ("Screen from age 45.", "Screen from age 46."),
        ("Screening helps adults.", "Screening helps children younger than 12 years."),
        ("Screen at 40 through 49 years.", "Screen at 50 through 59 years."),
        ("Begin screening at age 45.", "Begin screening at age 50."),
        ("Screen adults 21 to 65 years.", "Screen adults 66 to 90 years."),
        ("Repeat screening every 2 to 3 years.", "Repeat screening in adults 2 to 3 years old."),
        ("Screened adults lived for 5 to 10 years.", "Screened adults were 5 to 10 years old."),
        ("Screening missed less than 5% of cases.", "Screening is for those under 5."),
        ("Lesions under 10 mm need no screening.", "People under 10 need no screening."),
    ],
)  # fmt: skip
def test_the_age_asked_about(stands: str, falls: str) -> None:
    assert misplaced(question(AGED), sentence(stands)) is None
    assert misplaced(question(AGED), sentence(falls)) == "is for another age"
    said = "The Society recommends screening."
    assert misplaced(question(AGED), sentence(said, GUIDELINE, population=stands)) is None
    assert misplaced(question(AGED), sentence(said, GUIDELINE, population=falls))


def test_the_phenotype_asked_about() -> None:
    asked = question("Should fabricatol be used in CYP99 poor metabolizers?")
    said = "Fabricatol should be avoided."
    title = "Fabricatol and CYP99"
    for population, stands in (
        ("CYP99 poor metabolizers", True),
        ("CYP99 ultrarapid metabolizers", False),
        ("CYP99 poor metabolizers and intermediate metabolizers", True),
        ("CYP99 normal metabolizers", False),
        ("Adults", True),
    ):
        made = sentence(said, GUIDELINE, title=title, population=population)
        assert (misplaced(asked, made) is None) is stands
