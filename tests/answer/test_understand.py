"""Questions as clinicians and patients type them, and what is understood."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osler.answer.question import AnswerShape, QuestionKind
from osler.answer.understand import LONGEST, QuestionError, normalised, understand
from osler.evidence.document import Family
from osler.vocabulary.small import SmallVocabulary

VOCABULARY = SmallVocabulary()
C, M, DX, TX = "cause", "mechanism", "diagnosis", "treatment"
DOSE, AE, IX, CI = "dose", "adverse effect", "interaction", "contraindication"
PG, PX, PV, SC, DF, O = (  # noqa: E741
    "pregnancy", "prognosis", "prevention", "screening", "definition", "other",
)  # fmt: skip

QUESTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    # cause
    ("What is the cause of myopathic necrosis?", (C,)),
    ("what causes necrotizing myopathy", (C,)),
    ("What are the causes of hyponatremia in the elderly?", (C,)),
    ("Why do statins make my muscles hurt?", (C,)),
    ("Which drugs can trigger gout?", (C,)),
    ("Aetiology of acute pancreatitis", (C,)),
    ("What are the risk factors for osteonecrosis of the jaw?", (C,)),
    ("How do people get hepatitis C?", (C,)),
    ("Which bacteria are responsible for community-acquired pneumonia?", (C,)),
    ("What leads to heart failure after chemotherapy?", (C,)),
    ("Can thyroid disease lead to high cholesterol?", (C,)),
    ("Is gonorrhoea transmitted by kissing?", (C,)),
    ("What underlies hypercalcaemia in sarcoidosis?", (C,)),
    # mechanism
    ("How does metformin lower blood glucose?", (M,)),
    ("What is the mechanism of action of apixaban?", (M,)),
    ("How do ACE inhibitors work?", (M,)),
    ("What is the pathogenesis of rheumatoid arthritis?", (M,)),
    ("Which receptor does erenumab target?", (M,)),
    ("Explain the mode of action of clopidogrel", (M,)),
    ("What is the pathophysiology of preeclampsia?", (M,)),
    ("How does warfarin thin the blood?", (M,)),
    # diagnosis
    ("How is giant cell arteritis diagnosed?", (DX,)),
    ("What are the symptoms of pulmonary embolism?", (DX,)),
    ("Which test confirms syphilis?", (DX,)),
    ("What is the differential diagnosis of chest pain?", (DX,)),
    ("Diagnostic criteria for systemic lupus erythematosus", (DX,)),
    ("How can I tell whether it is migraine or stroke?", (DX,)),
    ("Is a muscle biopsy needed for suspected polymyositis?", (DX,)),
    ("Which antibodies are found in immune-mediated necrotizing myopathy?", (DX,)),
    ("What is the sensitivity of troponin for myocardial infarction?", (DX,)),
    ("Red flags in low back pain", (DX,)),
    ("When should meningitis be suspected in a child?", (DX,)),
    ("What does Kawasaki disease present with?", (DX,)),
    # treatment
    ("What is the first-line treatment for hypertension?", (TX,)),
    ("How should community acquired pneumonia be treated in adults?", (TX,)),
    ("Best antibiotic for a urinary tract infection", (TX,)),
    ("How do you manage hyperkalaemia?", (TX,)),
    ("Is colchicine effective for pericarditis?", (TX,)),
    ("Which anticoagulant for atrial fibrillation?", (TX,)),
    ("What is the drug of choice for gonorrhea?", (TX,)),
    ("Does vitamin D help depression?", (TX,)),
    ("What is rituximab used for?", (TX,)),
    ("Should I switch from warfarin to apixaban?", (TX,)),
    ("Therapy of severe malaria", (TX,)),
    ("Can heartburn be cured?", (TX,)),
    ("Are steroids beneficial in Bell's palsy?", (TX,)),
    ("How do I get rid of head lice?", (TX,)),
    ("Is pembrolizumab approved for melanoma?", (TX,)),
    ("What works for restless legs syndrome?", (TX,)),
    ("Remedies for morning sickness", (TX,)),
    ("What should I do if I get a fever?", (TX,)),
    ("What is good for muscle cramps?", (TX,)),
    ("Is there anything I can take for hay fever?", (TX,)),
    ("Would you recommend something for a dry cough?", (TX,)),
    # dose
    ("What is the dose of amoxicillin for otitis media?", (DOSE,)),
    ("How much paracetamol can I take in a day?", (DOSE,)),
    ("Prednisone dosing in polymyalgia rheumatica", (DOSE,)),
    ("Loading dose of digoxin?", (DOSE,)),
    ("How many mg of ibuprofen for a headache?", (DOSE,)),
    ("How often should salbutamol be given in acute asthma?", (DOSE,)),
    ("How long should antibiotics be taken for cellulitis?", (DOSE,)),
    ("How should lamotrigine be titrated?", (DOSE,)),
    ("Maximum daily dosage of metformin in renal impairment", (DOSE,)),
    ("How many puffs of Ventolin are allowed?", (DOSE,)),
    # adverse effects
    ("What are the side effects of amiodarone?", (AE,)),
    ("Adverse reactions to vancomycin", (AE,)),
    ("Is hydroxychloroquine toxic to the eyes?", (AE,)),
    ("Is long term omeprazole safe?", (AE,)),
    ("What are the harms of aspirin in older adults?", (AE,)),
    ("Does clozapine have a boxed warning?", (AE,)),
    ("What are the risks of bisphosphonates?", (AE,)),
    ("Is methotrexate hepatotoxic?", (AE,)),
    ("Complications of catheter ablation", (AE,)),
    ("What is lithium toxicity?", (AE,)),
    ("What are the muscle side effects of high dose corticosteroids?", (AE,)),
    ("Acute kidney injury from vancomycin", (AE,)),
    # a drug and a condition it may bring
    ("Can statins cause diabetes?", (C, AE)),
    ("Do fluoroquinolones cause tendon rupture?", (C, AE)),
    ("Does semaglutide increase the risk of pancreatitis?", (C, AE)),
    ("Can lisinopril induce angioedema?", (C, AE)),
    # interaction
    ("Does grapefruit juice interact with simvastatin?", (IX,)),
    ("Can I take ibuprofen with warfarin?", (IX,)),
    ("Interactions of clarithromycin", (IX,)),
    ("Is it safe to take sertraline and tramadol together?", (IX,)),
    ("Can you combine sildenafil with nitroglycerin?", (IX,)),
    ("Is concomitant omeprazole a problem with clopidogrel?", (IX,)),
    ("Can I drink alcohol while on metronidazole? Do they interact?", (IX,)),
    ("statin + gemfibrozil", (IX,)),
    ("is it ok to drink grapefruit juice on lipitor", (IX,)),
    ("SSRIs and bleeding with NSAIDs", (IX,)),
    # contraindication
    ("Is metformin safe in stage 3 CKD?", (AE, CI)),
    ("When is metformin contraindicated?", (CI,)),
    ("What are the contraindications to thrombolysis?", (CI,)),
    ("Who should not take aspirin?", (CI,)),
    ("When should beta blockers be avoided?", (CI,)),
    ("Who can't have the MMR vaccine?", (CI,)),
    # pregnancy
    ("Is paracetamol safe in pregnancy?", (PG,)),
    ("Can I take lisinopril while pregnant?", (PG,)),
    ("Which antidepressants may be used when breastfeeding?", (PG, TX)),
    ("Is isotretinoin teratogenic?", (PG,)),
    ("What dose of labetalol is given in pregnancy?", (PG, DOSE)),
    ("Treatment of urinary tract infection in the first trimester", (TX, PG)),
    ("Does valproate harm the fetus?", (PG,)),
    ("What should I do about back pain that won't go away?", (TX, PX)),
    # prognosis
    ("What is the prognosis of pancreatic cancer?", (PX,)),
    ("Five year survival in colon cancer", (PX,)),
    ("What is the life expectancy with ALS?", (PX,)),
    ("How long does whooping cough last?", (PX,)),
    ("Mortality of septic shock", (PX,)),
    ("What is the relapse rate of C. difficile infection?", (PX,)),
    ("Will Bell's palsy go away?", (PX,)),
    # prevention
    ("How can stroke be prevented in atrial fibrillation?", (PV,)),
    ("Does aspirin prevent colorectal cancer?", (PV,)),
    ("Malaria prophylaxis for travellers to Kenya", (PV,)),
    ("Who needs endocarditis prophylaxis?", (PV,)),
    ("How can I lower my risk of a heart attack?", (PV,)),
    ("Prevention of migraine with topiramate", (PV,)),
    ("Does the flu vaccine protect against pneumonia?", (PV,)),
    # screening
    ("At what age should colorectal cancer screening start?", (SC,)),
    ("Should men be screened for prostate cancer?", (SC,)),
    ("How often should I have a mammogram screening?", (SC,)),
    ("Who should be screened for abdominal aortic aneurysm?", (SC,)),
    ("Is routine screening for hepatitis B recommended in pregnancy?", (SC, PG)),
    ("Lung cancer screening in smokers", (SC,)),
    # definition
    ("What is myasthenia gravis?", (DF,)),
    ("Define sepsis", (DF,)),
    ("What does eGFR mean?", (DF,)),
    ("What type of drug is tirzepatide?", (DF,)),
    ("What is meant by latent tuberculosis?", (DF,)),
    ("Tell me about sarcopenia", (DF,)),
    # other
    ("Warfarin", (O,)),
    ("amyloidosis tafamidis", (O,)),
)  # fmt: skip


def test_there_are_enough_questions() -> None:
    assert len(QUESTIONS) >= 120
    assert len({question for question, _ in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize(("asked", "kinds"), QUESTIONS)
def test_the_kind_is_told(asked: str, kinds: tuple[str, ...]) -> None:
    understood = understand(asked, VOCABULARY).kinds
    assert [kind.value for kind in understood[: len(kinds)]] == list(kinds)
    assert len(understood) <= len(kinds) + 1


@pytest.mark.parametrize(
    ("asked", "shape"),
    [
        ("Is aspirin effective for stroke?", AnswerShape.YES_NO),
        ("Doesn't warfarin interact with alcohol?", AnswerShape.YES_NO),
        ("Can I take ibuprofen with warfarin?", AnswerShape.YES_NO),
        ("What are the causes of hyponatremia?", AnswerShape.LIST),
        ("List drugs for gout", AnswerShape.LIST),
        ("What is the cause of myopathic necrosis?", AnswerShape.LIST),
        ("What is the dose of amoxicillin?", AnswerShape.FACT),
        ("At what age should screening start?", AnswerShape.FACT),
        ("Which receptor is blocked by losartan?", AnswerShape.FACT),
        ("What is myasthenia gravis?", AnswerShape.SUMMARY),
        ("Management of hyperkalaemia", AnswerShape.SUMMARY),
    ],
)
def test_the_shape_is_told(asked: str, shape: AnswerShape) -> None:
    assert understand(asked, VOCABULARY).shape is shape


@pytest.mark.parametrize(
    ("asked", "population"),
    [
        ("Amoxicillin dose in children", "children"),
        ("Fever in a newborn", "infants"),
        ("Paediatric asthma", "children"),
        ("Aspirin for people over 75", "older adults"),
        ("Metformin in renal impairment", "renal impairment"),
        ("Morphine in cirrhosis", "hepatic impairment"),
        ("Labetalol for a pregnant woman", "pregnancy"),
        ("Sertraline and breast-feeding", "breastfeeding"),
        ("Heart attack symptoms in women", "women"),
        ("PSA testing in men", "men"),
        ("What causes gout?", None),
        ("Does acupuncture help management of pain?", None),
    ],
)
def test_whom_it_is_about(asked: str, population: str | None) -> None:
    assert understand(asked, VOCABULARY).population == population


def test_concepts_terms_and_unknown_names_part_the_question() -> None:
    question = understand("Does Zorbulimab improve walking in IMNM or heart attack?", VOCABULARY)
    assert [mention.concept.preferred for mention in question.mentions] == [
        "immune-mediated necrotizing myopathy",
        "myocardial infarction",
    ]
    assert question.terms == ("zorbulimab", "improve", "walking")
    assert question.unknown == ("Zorbulimab",)


def test_ordinary_words_are_not_unknown_names() -> None:
    asked = "Which patients with Severe Disease should avoid long treatment?"
    assert understand(asked, VOCABULARY).unknown == ()
    assert understand("WHAT CAUSES FEVER?", VOCABULARY).unknown == ()


def test_the_mention_asked_for_is_found_after_cleaning() -> None:
    question = understand(
        "  what\u200b causes\u202e my\u00adopathic\tnecrosis\x00 ?\ud800", VOCABULARY
    )
    assert question.text == "what causes myopathic necrosis ?"
    mention = question.mentions[0]
    assert question.text[mention.start : mention.end] == "myopathic necrosis"
    question.asked.encode()  # no lone surrogate survives


def test_both_micro_signs_are_one() -> None:
    assert normalised("25 \u00b5g daily") == normalised("25 \u03bcg daily")


@pytest.mark.parametrize("asked", ["", "   ", "?!…", "\x00\u200b", "12 34", "\ud800"])
def test_no_question_is_refused_in_one_line(asked: str) -> None:
    with pytest.raises(QuestionError, match="no question") as caught:
        understand(asked, VOCABULARY)
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, ValueError)


def test_too_long_is_an_error_not_a_cut() -> None:
    assert understand("a" * LONGEST, VOCABULARY).text == "a" * LONGEST
    with pytest.raises(QuestionError, match="too long"):
        understand("a" * (LONGEST + 1), VOCABULARY)
    with pytest.raises(QuestionError, match="too long"):
        understand("\ufdfa" * LONGEST, VOCABULARY)  # one sign that becomes eighteen
    with pytest.raises(QuestionError, match="too long"):
        understand("\u200b" * 10_000_000, VOCABULARY)
    assert understand("\u200b" * 5_000 + "gout", VOCABULARY).text == "gout"


def test_families_and_year_are_kept() -> None:
    question = understand("gout", VOCABULARY, families=(Family.LABELS,), since=2019)
    assert (question.families, question.since) == ((Family.LABELS,), 2019)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_understood_or_refused(asked: str) -> None:
    try:
        question = understand(asked, VOCABULARY)
    except QuestionError:
        return
    assert question.kinds
    assert QuestionKind.OTHER not in question.kinds[1:]
    for mention in question.mentions:
        assert question.text[mention.start : mention.end] == mention.text
    assert normalised(question.text) == question.text


@pytest.mark.parametrize("piece", ["what ", "can ", "a-", "is the cause ", "(", "take with and "])
def test_hostile_repetition_takes_no_time(piece: str) -> None:
    asked = "what " + piece * (1_900 // len(piece))
    began = time.process_time()
    understand(asked, VOCABULARY)
    assert time.process_time() - began < 1.0


def test_what_is_asked_for_is_not_what_is_asked_about() -> None:
    found = understand("What is the antidote for paracetamol poisoning?", VOCABULARY)
    assert found.kind.value == TX
    assert "antidotes" not in {each.concept.preferred for each in found.mentions}
