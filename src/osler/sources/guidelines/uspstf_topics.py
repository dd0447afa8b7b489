"""Which USPSTF topic numbers became which: the task force renumbers a topic when it updates it.

Read off the titles of the 2021 and 2024 API files and the newer statements' own "Update of Previous
USPSTF Recommendation". A topic that was split goes to the part with the same population; a topic
that was dropped (elevated blood lead, 407) is not here and stays as it was.
"""

from __future__ import annotations

SUCCESSORS = {
    "187": "434",  # high blood pressure in adults → hypertension in adults
    "212": "818",  # glaucoma → primary open-angle glaucoma
    "217": "439",  # hearing loss in older adults
    "276": "438",  # vitamin D deficiency
    "312": "444",  # chlamydia and gonorrhea
    "321": "443",  # colorectal cancer
    "322": "451",  # dental caries, birth to 5 years
    "325": "474",  # depression in children and adolescents
    "327": "494",  # depression in adults
    "329": "437",  # abnormal glucose and type 2 diabetes → prediabetes and type 2 diabetes
    "331": "445",  # gestational diabetes
    "332": "447",  # aspirin against preeclampsia
    "333": "734",  # breast cancer
    "341": "634",  # statins, primary prevention
    "349": "857",  # speech and language delay
    "350": "494",  # suicide risk → depression and suicide risk in adults
    "353": "446",  # vitamin supplementation
    "357": "756",  # latent tuberculosis
    "368": "614",  # chronic obstructive pulmonary disease
    "369": "817",  # impaired visual acuity in older adults
    "371": "798",  # folic acid
    "372": "674",  # syphilis, nonpregnant
    "376": "714",  # skin cancer
    "378": "694",  # obstructive sleep apnea
    "379": "778",  # preeclampsia → hypertensive disorders of pregnancy
    "382": "777",  # lipid disorders in children
    "384": "453",  # diet and activity without known risk factors
    "388": "797",  # genital herpes
    "392": "754",  # hormone therapy after menopause
    "394": "449",  # aspirin, cardiovascular disease (and colorectal cancer)
    "404": "878",  # child maltreatment
    "410": "838",  # preexposure prophylaxis against HIV
    "426": "454",  # atrial fibrillation
}
