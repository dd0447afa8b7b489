"""Words that tell the parts of a drug's name, and of a run-in heading, apart."""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternatives(phrases: Iterable[str]) -> str:
    """A regular expression for any of the phrases, longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words at the end of a name that name the salt, ester or hydrate, not the medicine.
SALTS = _set(
    """
    acetate acetonide alafenamide anhydrous axetil besilate besylate bicarbonate bisulfate
    bitartrate bromide butyrate calcium camsylate carbonate chloride cilexetil citrate cypionate
    decanoate dihydrate dihydrochloride dipropionate disodium disoproxil edisylate enanthate
    estolate ethylsuccinate etexilate fumarate furoate gluconate hci hcl hemifumarate hemihydrate
    hexahydrate hyclate hydrate hydrobromide hydrochloride iodide isethionate lactate lactobionate
    magnesium malate maleate medoxomil mesilate mesylate mofetil monohydrate monosodium mucate
    napsylate nitrate oleate oxalate palmitate pamoate pentahydrate phosphate pivalate polistirex
    potassium propionate salicylate sesquihydrate sodium stearate succinate sulfate sulphate
    tartrate teoclate terephthalate tosylate trihydrate tromethamine valerate xinafoate zinc
    """
)

# What is left once a salt is off must be a medicine: these are salts' other halves.
NOT_ALONE = _set(
    """
    aluminum ammonium barium bismuth calcium choline cupric ferric ferrous gold hydrogen iron
    lithium magnesium potassium selenium silver sodium strontium zinc benzoyl carbon
    """
)

# Words that stand in lower case inside a title.
SMALL = _set(
    """
    a an and and/or as at by during due for from following in into of on or other per than the to
    under use versus via vs vs. who with without &
    """
)
JOINING = _set("and or of and/or")

# Words with which label sentences begin; a title goes on with them only after a small word.
OPENERS = _set(
    """
    A Abrupt Add Adequate Adjust Administer Administration Advise After All Although Among An
    Animal As Assess Available Avoid Based Because Before Both Cases Caution Clinical Closely
    Co- Coadministration Concomitant Concurrent Consider Counsel Data Discontinue Do Due During
    Elderly Establish Evaluate Exposure Fatal Following For Four Grade Healthcare If Important
    In Increased Inform Initiate Instruct Interrupt It Like Limited Measure Monitor Most No
    Nonclinical Not Observational Obtain Of One Patients Perform Permanently Place Postmarketing
    Prescribe Prior Published Rare Reduce Refer Reports Results Safety Screen Select Serious
    Several Severe Since Some Specimens Stop Studies Swallow Table Take Test The There These
    This Three Titrate Treat Treatment Two Use Using Verify When While With Withhold Women
    administration
    """
)

VERBS = _set(
    """
    is are was were has have had can could may might should must will does do did increases
    increased causes caused inhibits produces decreases reduces contains occurs occurred belongs
    undergoes binds crosses prolongs tablets capsules injection
    """
)

# A number after one of these is a reference or a quantity, and begins no heading.
NOT_BEFORE_HEADINGS = _set(
    """
    see section sections table tables figure figures and or to of in at by is was were are than
    about approximately from with for between < > ≤ ≥ = dose doses median mean
    """
)

# Dosage forms, which differ between labels that otherwise say the same.
FORMS = _set(
    """
    tablet tablets capsule capsules usp injection solution suspension cream ointment gel film
    coated
    """
)

# Subsection titles of US labels (21 CFR 201.57) and common ones of labelers.
SUBSECTIONS = (
    "Clinical Trials Experience",
    "Clinical Trial Experience",
    "Clinical Studies Experience",
    "Postmarketing Experience",
    "Post-Marketing Experience",
    "Post-marketing Experience",
    "Postmarketing Reports",
    "Immunogenicity",
    "Pregnancy",
    "Lactation",
    "Nursing Mothers",
    "Labor and Delivery",
    "Females and Males of Reproductive Potential",
    "Pediatric Use",
    "Geriatric Use",
    "Renal Impairment",
    "Hepatic Impairment",
    "Patients with Renal Impairment",
    "Patients with Hepatic Impairment",
    "Use in Patients with Renal Impairment",
    "Use in Patients with Hepatic Impairment",
    "Race",
    "Gender",
    "Controlled Substance",
    "Abuse",
    "Dependence",
    "Mechanism of Action",
    "Mechanism Of Action",
    "Pharmacodynamics",
    "Pharmacokinetics",
    "Microbiology",
    "Pharmacogenomics",
    "Carcinogenesis, Mutagenesis, Impairment of Fertility",
    "Carcinogenesis, Mutagenesis, and Impairment of Fertility",
    "Carcinogenesis and Mutagenesis and Impairment of Fertility",
    "Animal Toxicology and/or Pharmacology",
    "Animal Toxicology and Pharmacology",
    "Animal Pharmacology and/or Toxicology",
    "How Supplied",
    "Storage and Handling",
    "Embryo-Fetal Toxicity",
    "Fetal Toxicity",
    "Hepatotoxicity",
    "Hypersensitivity Reactions",
    "Recommended Dosage",
    "Important Administration Instructions",
    "Dosage Modifications",
)

# Subheads inside subsections, safe to set off after a full stop.
SUBHEADS = (
    "Limitations of Use",
    "Risk Summary",
    "Clinical Considerations",
    "Human Data",
    "Animal Data",
    "Data",
    "Disease-Associated Maternal and/or Embryo/Fetal Risk",
    "Fetal/Neonatal Adverse Reactions",
    "Labor or Delivery",
    "Pregnancy Testing",
    "Contraception",
    "Infertility",
    "Absorption",
    "Distribution",
    "Metabolism",
    "Elimination",
    "Excretion",
    "Specific Populations",
    "Drug Interaction Studies",
    "Drug Interactions Studies",
    "Cardiac Electrophysiology",
    "Geriatric Patients",
    "Pediatric Patients",
    "Patients with Renal Impairment",
    "Patients with Hepatic Impairment",
    "Male and Female Patients",
    "Racial or Ethnic Groups",
    "Effect of Food",
)

# Body systems under which adverse reactions are listed, often as heads run into the list.
BODY_SYSTEMS = (
    "Allergic",
    "Body as a Whole",
    "Cardiac",
    "Cardiovascular",
    "Dermatologic",
    "Digestive",
    "Endocrine",
    "Fluid and Electrolyte",
    "Gastrointestinal",
    "Genitourinary",
    "Hematologic",
    "Hepatic",
    "Metabolic",
    "Musculoskeletal",
    "Nervous System",
    "Neurologic",
    "Neurological",
    "Ophthalmic",
    "Psychiatric",
    "Respiratory",
    "Urogenital",
)
