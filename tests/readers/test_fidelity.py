"""A rewrite keeps what the original claims: bad ones are caught, good ones in lay words pass."""

from __future__ import annotations

import pytest

from osler.readers.fidelity import citation_faults, faults

# original | rewrite | the kind of fault. Written by hand; each changes one thing that matters.
BAD = """
Adults should take 20 mg of prednisone daily. | Adults should take 40 mg of prednisone daily. | number
Give 500 mg of amoxicillin twice daily. | Give 500 g of amoxicillin twice daily. | unit
The dose is 5 mg of apixaban twice daily. | The dose is 5 mL of apixaban twice daily. | unit
Metformin was stopped after 48 hours. | Metformin was stopped after 48 days. | unit
Aspirin lowered the risk by 12% in adults. | Aspirin lowered the risk by 21% in adults. | number
Screening is recommended in adults aged 50 to 75 years. | Screening is recommended in adults aged 50 to 85 years. | number
The trial had 375 patients with gout. | The trial had patients with gout. | number
The trial had patients with gout. | The trial had 375 patients with gout. | number
Use is advised in adults older than 65 years. | Use is advised in adults younger than 65 years. | comparator
At least 10 days of treatment are needed. | At most 10 days of treatment are needed. | comparator
Up to 4 doses a day may be used. | More than 4 doses a day may be used. | comparator
About 30% of people had nausea. | Exactly 3% of people had nausea. | number
Aspirin did not reduce the risk of stroke. | Aspirin did reduce the risk of stroke. | denial
Statins do not cause dementia. | Statins cause dementia. | denial
Warfarin should never be given in pregnancy. | Warfarin should be given in pregnancy. | denial
Ibuprofen is not safe in kidney failure. | Ibuprofen is safe in kidney failure. | denial
Metformin is contraindicated in severe kidney disease. | Metformin is used in severe kidney disease. | denial
The panel recommends against screening for thyroid cancer. | The panel recommends screening for thyroid cancer. | denial
Avoid clopidogrel in poor metabolizers. | Use clopidogrel in poor metabolizers. | denial
The drug works without food. | The drug works with food. | denial
Neither dose lowered blood pressure. | Each dose lowered blood pressure. | denial
Colchicine helps in gout. | Colchicine does not help in gout. | denial
Statins may cause muscle disease. | Statins cause muscle disease. | hedge
Vitamin D might lower the risk of falls. | Vitamin D lowers the risk of falls. | hedge
The results suggest a benefit of exercise. | The results prove a benefit of exercise. | hedge
It is unclear whether aspirin helps in older adults. | Aspirin helps in older adults. | hedge
Lisinopril probably lowers the risk of stroke. | Lisinopril lowers the risk of stroke. | hedge
Lisinopril lowers the risk of stroke. | Lisinopril may lower the risk of stroke. | hedge
The drug appears to help people with asthma. | The drug helps people with asthma. | hedge
Warfarin can cause fatal bleeding. | Warfarin can cause bleeding. | warning
Lactic acidosis is serious and needs a hospital. | Lactic acidosis needs a hospital. | warning
Monitor the potassium level during treatment. | Enjoy a potassium level during treatment. | warning
Stop the drug if a rash appears. | Take the drug if a rash appears. | warning
The label has a boxed warning on tendon rupture. | The label has a note on tendon rupture. | warning
The drug causes a rash. | The drug causes a deadly rash. | warning
Seek help immediately if breathing is hard. | Seek help if breathing is hard. | warning
Aspirin is recommended in adults with diabetes. | Aspirin is recommended in adults. | name
The drug is approved for children with asthma. | The drug is approved for people with asthma. | people
The drug is approved for men. | The drug is approved for men and women. | people
The study was done in mice with diabetes. | The study was done with diabetes. | people
Pregnant women should be tested for syphilis. | Women should be tested for syphilis. | people
Adults should be tested for hepatitis C. | Adults and children should be tested for hepatitis C. | people
Statins are used in people with kidney disease on dialysis. | Statins are used in people. | name
Simvastatin is linked with muscle disease. | Atorvastatin is linked with muscle disease. | name
Prasugrel or ticagrelor may be used. | Prasugrel or warfarin may be used. | name
Clopidogrel needs CYP2C19 to work. | Clopidogrel needs CYP2D6 to work. | name
Type 2 diabetes is treated with metformin. | Type 1 diabetes is treated with metformin. | name
Heart attacks are treated with aspirin. | Strokes are treated with aspirin. | name
High blood pressure harms the kidneys. | Low blood pressure harms the kidneys. | name
Statins are associated with muscle disease. | Statins cause muscle disease. | strength
Doctors may consider surgery for gout. | Doctors must do surgery for gout. | strength
Vitamin C increases the level of iron. | Vitamin C decreases the level of iron. | direction
Aspirin raised the risk of bleeding. | Aspirin lowered the risk of bleeding. | direction
Symptoms improved with the inhaler. | Symptoms worsened with the inhaler. | direction
Use it only if other drugs failed. | Use it when other drugs failed. | condition
Take the tablet before meals. | Take the tablet after meals. | condition
Do not use it unless a doctor says so. | Do not use it if a doctor says so. | condition
Give the oral form of the drug. | Give the intravenous form of the drug. | alternative
Most patients got better. | All patients got better. | strength
Rarely, patients had seizures. | Often, patients had seizures. | strength
Aspirin helped in stroke, but warfarin did not help in stroke. | Aspirin did not help in stroke, but warfarin helped in stroke. | denial
Bleeding occurred in 4% of patients with apixaban and 9% of patients with warfarin. | Bleeding occurred in 9% of patients with apixaban and 4% of patients with warfarin. | meaning
Ceftriaxone alone is enough for gonorrhea, given by injection into a muscle. | Ceftriaxone is a drug. | meaning
"""

# original | rewrite: the same in lay words, as a person or a model might put it.
GOOD = """
Myocardial infarction is treated with aspirin. | A heart attack is treated with aspirin.
Hypertension increases the risk of stroke. | High blood pressure raises the risk of stroke.
Patients with CKD should avoid NSAIDs. | People with long-term kidney disease should avoid nonsteroidal anti-inflammatory drugs.
Statins may cause myopathy. | Statins may cause muscle disease.
Renal impairment was not seen. | Poor kidney function was not seen.
Aspirin did not significantly reduce the risk of stroke compared with placebo. | Compared with a dummy drug, aspirin did not significantly lower the risk of stroke.
Use is contraindicated in hepatic failure. | It must not be used in liver failure.
Rhabdomyolysis has been reported in 3 of 1,000 patients. | Severe muscle breakdown has been reported in 3 of 1,000 patients.
Statins are associated with myalgia. | Statins are linked with muscle pain.
Dyspnea occurred in 12% of patients and edema in 4%. | Shortness of breath occurred in 12% of patients and swelling from fluid in 4%.
Adults aged 45 to 75 years should be screened for colorectal cancer. | Adults aged 45 to 75 years should be screened for bowel cancer.
Give 0.5 g of azithromycin orally. | Give 500 mg of azithromycin by mouth.
The USPSTF recommends screening for hypertension in adults 18 years or older. | The US expert panel on prevention recommends screening for high blood pressure in adults 18 years or older.
Pruritus and urticaria may occur; stop the drug if anaphylaxis develops. | Itching and hives may occur. Stop the drug if a severe, sudden allergic reaction develops.
Anticoagulants increase the risk of hemorrhage. | Blood thinners increase the risk of bleeding.
"""

# The same, and yet not seen to be: the original is then shown, which harms nobody.
TOO_STRICT = """
Pregnant women should not take isotretinoin. | Isotretinoin should not be taken by pregnant women.
Aspirin reduces the risk of stroke. | Aspirin cuts the risk of stroke.
"""


def cases(text: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in text.strip().splitlines()]


@pytest.mark.parametrize(("original", "rewrite", "kind"), cases(BAD), ids=lambda each: each[:40])
def test_a_rewrite_that_changes_a_claim_is_caught(original: str, rewrite: str, kind: str) -> None:
    found = faults(original, rewrite)
    assert found
    assert kind in {each.kind for each in found}, found
    assert all(each.said for each in found)


@pytest.mark.parametrize(("original", "rewrite"), cases(GOOD), ids=lambda each: each[:40])
def test_a_good_rewrite_in_lay_words_passes(original: str, rewrite: str) -> None:
    assert faults(original, rewrite) == ()


@pytest.mark.parametrize(("original", "rewrite"), cases(TOO_STRICT), ids=lambda each: each[:40])
def test_what_cannot_be_seen_to_be_the_same_is_a_fault(original: str, rewrite: str) -> None:
    assert faults(original, rewrite)


def test_the_same_words_say_the_same() -> None:
    assert faults("Aspirin may help 3 of 10 adults.", "Aspirin may help 3 of 10 adults.") == ()


def test_a_meaning_from_the_glossary_in_brackets_claims_nothing() -> None:
    original = "Myasthenia gravis may get worse."
    meaning = "Myasthenia gravis: nerves and muscles do not link well, so muscles tire quickly."
    assert faults(original, f"{original} [{meaning}]") == ()
    assert faults(original, f"{original} [It kills one in ten people.]")


def test_a_rewrite_cites_what_the_original_cites() -> None:
    assert citation_faults(("a", "b"), ("a", "b")) == ()
    assert [each.kind for each in citation_faults(("a", "b"), ("a",))] == ["citations"]
