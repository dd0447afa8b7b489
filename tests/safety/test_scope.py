"""What a question is for, and in which language it is asked."""

from __future__ import annotations

import pytest

from osler.answer.refusal import NOT_MEDICAL, OF_ANIMAL, beyond, outside
from osler.answer.understand import understand
from osler.safety.languages import foreign
from osler.safety.scope import asks_own_diagnosis, medical, of_animal
from osler.vocabulary.small import SmallVocabulary


@pytest.mark.parametrize(
    "text",
    [
        "Do I have cancer?",
        "what's wrong with me",
        "Have I got shingles?",
        "I have a lump in my neck, is it lymphoma?",
        "Does my son have ADHD?",
        "what do I have if my knees hurt in the morning",
        "Why does my stomach hurt after eating?",
        "could this be appendicitis? my side is sore",
        "Am I having a miscarriage?",
        "Is this mole melanoma? It is on my back.",
        "can you diagnose me",
        "what disease do I have",
        "do you think I have lupus",
        "Might my husband have sleep apnoea?",
    ],
)
def test_who_asks_what_they_have_is_told_to_see_a_clinician(text: str) -> None:
    assert asks_own_diagnosis(text)


@pytest.mark.parametrize(
    "text",
    [
        "How is lupus diagnosed?",
        "Do I have to stop aspirin before surgery?",
        "I have gout. Which foods should I avoid?",
        "Does my patient have an indication for statins?",
        "Do patients with psoriasis have more heart attacks?",
        "Can I have alcohol with metronidazole?",
        "What causes appendicitis?",
        "Is it safe to take ibuprofen with lisinopril?",
        "Should I have surgery for a hernia?",
        "can my baby have honey",
        "Could my toddler have some cow's milk?",
        "My mother takes warfarin. Can she eat spinach?",
    ],
)
def test_who_asks_of_a_known_condition_is_not(text: str) -> None:
    assert not asks_own_diagnosis(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("my dog ate chocolate", OF_ANIMAL),
        ("I gave my dog ibuprofen", OF_ANIMAL),
        ("Can my cat have paracetamol?", OF_ANIMAL),
        ("What is the weather?", NOT_MEDICAL),
        ("mgmt of hyperK", None),
        ("What is hyperK?", None),
        ("What is cat scratch disease?", None),
        ("my dog bit me, do I need antibiotics", None),
    ],
)
def test_why_a_question_is_not_searched(text: str, why: str | None) -> None:
    assert beyond(understand(text, SmallVocabulary())) == why


@pytest.mark.parametrize(
    "text",
    [
        "my son ate the dog's worming tablets",
        "my cat scratched me",
        "I am allergic to my cat",
        "toxoplasmosis from cats in pregnancy",
        "my dog ate chocolate and so did my toddler",
        "what does a CAT scan show",
    ],
)
def test_what_an_animal_did_is_a_question_of_people(text: str) -> None:
    assert not of_animal(text)


@pytest.mark.parametrize(
    "text",
    [
        "How do I bake sourdough bread?",
        "Who won the world cup?",
        "What is the capital of France?",
        "How do I fix a flat tire?",
        "Write a poem about autumn",
        "How far is the moon?",
    ],
)
def test_what_has_no_word_of_medicine(text: str) -> None:
    assert not medical(text)


@pytest.mark.parametrize(
    "text",
    [
        "Is it contagious?",
        "what helps a hangover",
        "Should I worry about my weight?",
        "Which zorbmab is better?",
        "How long do stitches hurt?",
        "best way to heal a blister, does it need a doctor",
    ],
)
def test_what_has_one(text: str) -> None:
    assert medical(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("¿Cuál es la dosis de amoxicilina para niños?", "Spanish"),
        ("puedo tomar ibuprofeno con alcohol", "Spanish"),
        ("Que faire contre le mal de tête chez l'enfant ?", "French"),
        ("Quels sont les effets secondaires du metformine ?", "French"),
        ("Was hilft gegen Kopfschmerzen bei Kindern?", "German"),
        ("Darf ich Ibuprofen mit Aspirin nehmen?", "German"),
        ("Posso tomar paracetamol na gravidez?", "Portuguese"),
        ("Quais são os sintomas da dengue?", "Portuguese"),
        ("Quali sono i sintomi della celiachia?", "Italian"),
        ("Posso prendere il paracetamolo in gravidanza?", "Italian"),
        ("Mag ik paracetamol met ibuprofen nemen?", "Dutch"),
        ("Wat zijn de bijwerkingen van metformine?", "Dutch"),
        ("Какая доза амоксициллина для детей?", "a language in Cyrillic letters"),
        ("ما هي جرعة الباراسيتامول؟", "a language in Arabic letters"),
        ("糖尿病的治疗方法是什么", "Chinese or Japanese"),
        ("妊娠中にイブプロフェンは安全ですか", "Japanese"),
        ("당뇨병 치료법은 무엇입니까", "Korean"),
        ("मधुमेह का इलाज क्या है", "a language in Devanagari letters"),
    ],
)
def test_another_language_is_told(text: str, language: str) -> None:
    assert foreign(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "What is the treatment of de Quervain tenosynovitis?",
        "Charcot-Marie-Tooth disease: drugs to avoid",
        "tic douloureux carbamazepine",
        "grand mal versus petit mal",
        "cri du chat syndrome",
        "Saccharomyces boulardii in Clostridioides difficile",
        "per os versus IV iron",
        "status post CABG, de novo AF",
        "torsades de pointes and methadone",
        "café au lait spots in NF1",
        "Is Yerba mate carcinogenic?",
        "Ménière disease, Sjögren syndrome and Behçet disease",
        "TNF-α and IFN-γ in NF-κB signalling",
        "mittelschmerz",
        "El Niño and dengue",
        "Médecins Sans Frontières cholera guideline",
    ],
)
def test_names_in_another_language_are_english_questions(text: str) -> None:
    assert foreign(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "what is the weather in Berlin",
        "will it rain in Leipzig on Sunday?",
        "how cold is it in Oslo right now",
        "how do I read a file in Python",
        "why does my git push fail",
        "how do I make a cheese sauce",
        "who scored in the final against Spain",
        "can my landlord keep my deposit",
        "is silver a better buy than gold",
        "when is the next train to Ghent",
        "what time does the museum in Prague open",
        "recommend a film for Friday",
        "how do I change a light bulb",
        "how do I write a song",
    ],
)
def test_what_is_clearly_of_another_field_need_not_be_searched(text: str) -> None:
    assert outside(understand(text, SmallVocabulary()))


@pytest.mark.parametrize(
    "text",
    [
        "can I fly with a cold",
        "does garlic lower blood pressure",
        "does thundery weather bring on migraine",
        "is a python bite dangerous",
        "can football damage the brain",
        "does cooking with cast iron help anaemia",
        "is it legal to prescribe cannabis in Texas",
        "how much does a hip replacement cost",
        "do cats trigger asthma",
        "is opera singing good for the lungs",
        "gout",
        "What is a HapMap",
        "What are invasomes",
        "What is the function of BACH1?",
        "Which zorbmab is better?",
        "Is Daptacel better than Pentacel?",
    ],
)
def test_what_only_looks_it_is_searched(text: str) -> None:
    assert not outside(understand(text, SmallVocabulary()))
