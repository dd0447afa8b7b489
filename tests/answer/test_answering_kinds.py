"""Sentences that say what a kind of question asks, beside ones that only circle the subject."""

from __future__ import annotations

import pytest

from made_candidate import GUIDELINE, question, sentence
from osler.answer.answering import unanswering
from osler.answer.question import QuestionKind
from osler.answer.saying import says

# For each kind, a question; then what answers it beside what does not.
CAUSE = (
    "What causes madeupitis?",
    [
        ("Madeupitis is due to loose hats.", "Madeupitis has three stages."),
        ("Loose hats trigger madeupitis.", "Madeupitis was first named in 1901."),
        ("Madeupitis results from cold soup.", "Madeupitis is rare in towns."),
        ("Smoking is a risk factor for madeupitis.", "Madeupitis has no cure."),
        ("Mutations in a made-up gene explain madeupitis.", "Madeupitis is a disease of knees."),
        ("Soup-induced madeupitis is mild.", "Madeupitis is mild in spring."),
        ("Wet wool is associated with madeupitis.", "Wet wool was worn by all."),
        ("Madeupitis is secondary to nullaria in some.", "Madeupitis and nullaria are both blue."),
    ],
)
TREATMENT = (
    "What is the treatment of madeupitis?",
    [
        ("Syntheticine is first-line for madeupitis.", "Madeupitis has three stages."),
        ("Madeupitis is treated with imaginol.", "Madeupitis was seen in 40 adults."),
        ("Surgery relieves madeupitis.", "Madeupitis is caused by hats."),
        ("Patients with madeupitis should receive rest.", "Patients with madeupitis wear hats."),
        ("Imaginol improves madeupitis.", "Imaginol is a white powder."),
        ("Management of madeupitis begins with rest.", "Madeupitis begins in the knee."),
        ("The drug of choice in madeupitis is imaginol.", "The knee is swollen in madeupitis."),
        ("Imaginol is effective in madeupitis.", "Madeupitis is named after a town."),
        ("Madeupitis was treated with hats.", "Treated groups had madeupitis at week 3."),
        ("Treated adults lost madeupitis.", "Madeupitis was seen in treated and fed animals."),
    ],
)
DOSE = (
    "What is the dose of syntheticine?",
    [
        ("Take 15 mg of syntheticine.", "Take syntheticine with food."),
        ("The dosage of syntheticine is doubled in spring.", "Syntheticine is a white powder."),
        ("Syntheticine is titrated weekly.", "Syntheticine is kept in glass."),
        ("Give 2.5 mL of syntheticine.", "Syntheticine has been sold since 1990."),
        ("Adults need 10 units of syntheticine.", "Adults prefer syntheticine."),
        ("Syntheticine 0.1% is put on the skin.", "Syntheticine is put on the skin."),
        ("Syntheticine dosing depends on weight.", "Syntheticine tastes of lemon."),
        ("Start at 5 mcg of syntheticine.", "Syntheticine starts to work in a week."),
    ],
)
ADVERSE = (
    "What are the adverse effects of syntheticine?",
    [
        ("Syntheticine may cause mockpox.", "Syntheticine is a white powder."),
        ("Side effects of syntheticine include hiccups.", "Syntheticine was sold to 40 adults."),
        ("Syntheticine is toxic to knees.", "Syntheticine works on knees."),
        ("Hiccups occurred on syntheticine.", "Syntheticine is taken with food."),
        ("Syntheticine-induced hiccups are brief.", "Syntheticine acts within a week."),
        ("Bleeding was observed with syntheticine.", "Syntheticine has a long half-life."),
        ("Syntheticine increases the risk of mockpox.", "Syntheticine tastes of lemon."),
        ("Reactions to syntheticine are mild.", "Syntheticine is stored in the dark."),
    ],
)
INTERACTION = (
    "Does syntheticine interact with fabricatol?",
    [
        ("Concomitant syntheticine and fabricatol is unwise.", "Both drugs are white powders."),
        ("Syntheticine interacts with fabricatol.", "Syntheticine and fabricatol are old."),
        ("Avoid syntheticine with fabricatol.", "Syntheticine and fabricatol treat mockpox."),
        (
            "Fabricatol increases levels of syntheticine.",
            "Fabricatol is cheaper than syntheticine.",
        ),
        ("Co-administration of fabricatol is a hazard.", "Fabricatol is given to adults."),
        (
            "Fabricatol is contraindicated with syntheticine.",
            "Fabricatol is sold beside syntheticine.",
        ),
        ("Do not drink syntheticine together with fabricatol.", "Both are drunk by adults."),
        ("Fabricatol decreases exposure to syntheticine.", "Fabricatol resembles syntheticine."),
    ],
)
CONTRAINDICATION = (
    "What are the contraindications of syntheticine?",
    [
        ("Syntheticine is contraindicated in nullaria.", "Syntheticine is a white powder."),
        ("Syntheticine should not be given in nullaria.", "Syntheticine was given in nullaria."),
        ("Avoid syntheticine in nullaria.", "Syntheticine helps in nullaria."),
        ("Syntheticine is not recommended in nullaria.", "Syntheticine is sold in nullaria."),
        ("Do not use syntheticine in nullaria.", "Many use syntheticine in nullaria."),
        ("Use syntheticine with caution in nullaria.", "Use of syntheticine rose in spring."),
        ("Patients with hypersensitivity to syntheticine exist.", "Patients prefer syntheticine."),
        ("Patients with nullaria must not take syntheticine.", "Patients must wash daily."),
    ],
)
PREVENTION = (
    "How can mockpox be prevented?",
    [
        ("Imaginol prevents mockpox.", "Imaginol is a white powder."),
        ("A vaccine against mockpox exists.", "Mockpox exists in towns."),
        ("Prophylaxis of mockpox is simple.", "Mockpox is simple to see."),
        ("Umbrellas protect from mockpox.", "Umbrellas are wet in autumn."),
        ("Hand washing lowers the risk of mockpox.", "Mockpox starts on the hands."),
        ("Avoid damp rooms in mockpox season.", "Damp rooms are common in autumn."),
        ("Immunisation against mockpox is offered.", "Mockpox begins with hiccups."),
        ("Boots reduce mockpox.", "Boots are worn in mockpox."),
    ],
)
SCREENING = (
    "Who should be screened for madeupitis?",
    [
        ("Screening for madeupitis starts at 50.", "Madeupitis starts at 50."),
        ("Adults are screened for madeupitis.", "Adults are treated for madeupitis."),
        ("Screen for madeupitis every year.", "Madeupitis recurs every year."),
        ("Madeupitis screening has harms.", "Madeupitis has harms."),
        ("Do not screen for madeupitis in children.", "Madeupitis is rare in children."),
        ("Evidence for madeupitis screening is thin.", "Evidence on madeupitis is thin."),
        ("All towns screen for madeupitis.", "All towns know madeupitis."),
        ("A screening test finds madeupitis early.", "Madeupitis comes early."),
    ],
)
DIAGNOSIS = (
    "How is mockpox diagnosed?",
    [
        ("Mockpox is diagnosed with a paper test.", "Mockpox is caused by umbrellas."),
        ("Biopsy shows mockpox.", "Umbrellas cause mockpox."),
        ("Mockpox presents with hiccups.", "Mockpox has been known since 1901."),
        ("Symptoms of mockpox are hiccups.", "Hiccups are treated with imaginol."),
        ("The paper was positive in mockpox.", "The paper was read by all."),
        ("Blue thumbs characterise, and confirm, mockpox.", "Blue thumbs are painted."),
        ("Criteria of mockpox are three.", "Mockpox was seen in three towns."),
        ("The sensitivity for mockpox was 90%.", "The share with mockpox was 90%."),
    ],
)
PROGNOSIS = (
    "What is the prognosis of mockpox?",
    [
        ("Mockpox is fatal in 1%.", "Mockpox is blue in 1%."),
        ("Survival in mockpox is long.", "Mockpox is a long word."),
        ("Mockpox recurs, and recurrence is mild.", "Mockpox is seen in towns."),
        ("Most recover from mockpox.", "Most have heard of mockpox."),
        ("Mortality of mockpox fell.", "Mockpox began in autumn."),
        ("Mockpox resolves in a week.", "Mockpox is named after a week."),
        ("Mockpox progresses to nullaria.", "Mockpox resembles nullaria."),
        ("Remission of mockpox is common.", "Mockpox is common."),
    ],
)
MECHANISM = (
    "How does imaginol work?",
    [
        ("Imaginol inhibits the silly receptor.", "Imaginol is a white powder."),
        ("Imaginol acts by slowing knees.", "Imaginol is sold in towns."),
        ("Imaginol blocks giggling.", "Imaginol is taken daily."),
        ("Imaginol binds to felt.", "Imaginol is kept in felt."),
        ("The mechanism of imaginol is mild.", "The taste of imaginol is mild."),
        ("Imaginol activates yawning cells.", "Imaginol was given to 40 adults."),
        ("Imaginol targets the knee.", "Imaginol came to town in 1990."),
        ("Imaginol suppresses laughter.", "Imaginol costs a penny."),
    ],
)
KINDS = [CAUSE, TREATMENT, DOSE, ADVERSE, INTERACTION, CONTRAINDICATION, PREVENTION, SCREENING,
         DIAGNOSIS, PROGNOSIS, MECHANISM]  # fmt: skip


def _cases() -> list[tuple[str, str, str]]:
    return [(asked, *pair) for asked, pairs in KINDS for pair in pairs]


@pytest.mark.parametrize(("asked", "answers", "circles"), _cases())
def test_what_is_asked_is_said(asked: str, answers: str, circles: str) -> None:
    made = question(asked)
    assert unanswering(made, sentence(answers)) is None
    assert unanswering(made, sentence(circles)) == f"says nothing of {made.kind.value}"


def test_a_risk_that_is_lowered_is_no_harm() -> None:
    made = question("What are the adverse effects of syntheticine?")
    lowered = "Syntheticine was associated with a decreased risk of developing mockpox."
    assert unanswering(made, sentence(lowered)) == "tells of a benefit"
    both = f"{lowered[:-1]} and with injuries of the knee."
    assert unanswering(made, sentence(both)) is None


def test_each_kind_with_words_has_a_table() -> None:
    tabled = {question(asked).kind for asked, _ in KINDS}
    assert len(tabled) == len(KINDS)
    assert not any(says(kind, "zzz") for kind in tabled)
    assert says(QuestionKind.OTHER, "zzz")


TREATS = "What is the treatment of madeupitis?"
COUNTS = [
    ("Treatment of madeupitis is imaginol.", "The prevalence of treatment for madeupitis was 40%."),
    ("Imaginol is recommended in madeupitis.",
     "The incidence of treated madeupitis was 3 in autumn."),
    ("Rest improves madeupitis.", "Rates of treatment of madeupitis rose."),
    ("Treat madeupitis with rest.", "Treated madeupitis occurs in 3 per 100,000."),
    ("Rest is effective in madeupitis.", "Treatment of madeupitis is cost-effective."),
    ("Most towns treat madeupitis with rest.", "Most respondents treat madeupitis with rest."),
    ("Regimens for madeupitis include rest.", "We surveyed regimens for madeupitis."),
    ("Madeupitis therapy is free of hats.", "Madeupitis therapy is given to the insured."),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "counts"), COUNTS)
def test_counting_is_no_advice(answers: str, counts: str) -> None:
    assert unanswering(question(TREATS), sentence(answers)) is None
    assert unanswering(question(TREATS), sentence(counts))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("How common is treatment of madeupitis?", COUNTS[0][1]),
        ("What is the cost of treatment of madeupitis?", COUNTS[4][1]),
        ("How many patients with madeupitis are treated?", COUNTS[2][1]),
    ],
)
def test_counts_may_be_asked_for(asked: str, said: str) -> None:
    assert unanswering(question(asked), sentence(said)) is None


def test_a_recommendation_speaks_for_itself_where_the_question_is_what_to_do() -> None:
    said = "Offer rest to adults with madeupitis."
    graded = sentence(said, GUIDELINE, population="Adults")
    assert unanswering(question(TREATS), sentence(said, GUIDELINE))
    assert unanswering(question(TREATS), graded) is None
    assert unanswering(question("What causes madeupitis?"), graded)


@pytest.mark.parametrize(
    "asked",
    [
        "How is madeupitis diagnosed?",
        "Who should be screened for madeupitis?",
        "Who should not take syntheticine?",
        "What is the dose of syntheticine?",
    ],
)
def test_advice_to_treat_answers_nothing_else(asked: str) -> None:
    said = "Syntheticine is recommended as first-line treatment for adults with madeupitis."
    assert unanswering(question(asked), sentence(said, GUIDELINE, population="Adults"))


def test_kinds_without_words_take_anything() -> None:
    assert unanswering(question("Madeupitis and kettles?"), sentence("Kettles are warm.")) is None
