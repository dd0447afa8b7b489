"""LOINC section codes of US drug labels: readable titles, openFDA field names, reading order.

Sources: FDA "Section Headings (LOINC)" of the SPL implementation guide; the openFDA drug label
field reference. `None` as a code means that the field is not a section of its own.
"""

from __future__ import annotations

BOXED = "34066-1"
UNCLASSIFIED = "42229-5"
PRODUCT_DATA = "48780-1"
RECENT_CHANGES = "43683-2"
DISPLAY_PANEL = "51945-4"

# code, title, openFDA field; in the order in which a label is read
_ROWS: tuple[tuple[str, str, str | None], ...] = (
    (BOXED, "Boxed Warning", "boxed_warning"),
    (RECENT_CHANGES, "Recent Major Changes", "recent_major_changes"),
    ("55106-9", "Active Ingredient", "active_ingredient"),
    ("55105-1", "Purpose", "purpose"),
    ("34067-9", "Indications and Usage", "indications_and_usage"),
    ("34068-7", "Dosage and Administration", "dosage_and_administration"),
    ("43678-2", "Dosage Forms and Strengths", "dosage_forms_and_strengths"),
    ("34070-3", "Contraindications", "contraindications"),
    ("43685-7", "Warnings and Precautions", "warnings_and_cautions"),
    ("34071-1", "Warnings", "warnings"),
    ("50570-1", "Do Not Use", "do_not_use"),
    ("50569-3", "Ask a Doctor", "ask_doctor"),
    ("50568-5", "Ask a Doctor or Pharmacist", "ask_doctor_or_pharmacist"),
    ("50567-7", "When Using", "when_using"),
    ("50566-9", "Stop Use", "stop_use"),
    ("53414-9", "Pregnancy or Breast-feeding", "pregnancy_or_breast_feeding"),
    ("50565-1", "Keep Out of Reach of Children", "keep_out_of_reach_of_children"),
    ("42232-9", "Precautions", "precautions"),
    ("34072-9", "General Precautions", "general_precautions"),
    ("34084-4", "Adverse Reactions", "adverse_reactions"),
    ("90374-0", "Clinical Trials Experience", None),
    ("90375-7", "Postmarketing Experience", None),
    ("34073-7", "Drug Interactions", "drug_interactions"),
    (
        "34074-5",
        "Drug and Laboratory Test Interactions",
        "drug_and_or_laboratory_test_interactions",
    ),
    ("34075-2", "Laboratory Tests", "laboratory_tests"),
    ("43684-0", "Use in Specific Populations", "use_in_specific_populations"),
    ("42228-7", "Pregnancy", "pregnancy"),
    ("34077-8", "Teratogenic Effects", "teratogenic_effects"),
    ("34078-6", "Nonteratogenic Effects", "nonteratogenic_effects"),
    ("34079-4", "Labor and Delivery", "labor_and_delivery"),
    ("77290-5", "Lactation", "lactation"),
    ("34080-2", "Nursing Mothers", "nursing_mothers"),
    ("77291-3", "Females and Males of Reproductive Potential", None),
    ("34081-0", "Pediatric Use", "pediatric_use"),
    ("34082-8", "Geriatric Use", "geriatric_use"),
    ("88828-9", "Renal Impairment", None),
    ("88829-7", "Hepatic Impairment", None),
    ("42227-9", "Drug Abuse and Dependence", "drug_abuse_and_dependence"),
    ("34085-1", "Controlled Substance", "controlled_substance"),
    ("34086-9", "Abuse", "abuse"),
    ("34087-7", "Dependence", "dependence"),
    ("34088-5", "Overdosage", "overdosage"),
    ("34089-3", "Description", "description"),
    ("34090-1", "Clinical Pharmacology", "clinical_pharmacology"),
    ("43679-0", "Mechanism of Action", "mechanism_of_action"),
    ("43681-6", "Pharmacodynamics", "pharmacodynamics"),
    ("43682-4", "Pharmacokinetics", "pharmacokinetics"),
    ("66106-6", "Pharmacogenomics", "pharmacogenomics"),
    ("49489-8", "Microbiology", "microbiology"),
    ("43680-8", "Nonclinical Toxicology", "nonclinical_toxicology"),
    (
        "34083-6",
        "Carcinogenesis, Mutagenesis, Impairment of Fertility",
        "carcinogenesis_and_mutagenesis_and_impairment_of_fertility",
    ),
    (
        "34091-9",
        "Animal Pharmacology and Toxicology",
        "animal_pharmacology_and_or_toxicology",
    ),
    ("34092-7", "Clinical Studies", "clinical_studies"),
    ("34093-5", "References", "references"),
    ("34069-5", "How Supplied", "how_supplied"),
    ("44425-7", "Storage and Handling", "storage_and_handling"),
    ("50741-8", "Safe Handling Warning", "safe_handling_warning"),
    ("60561-8", "Other Safety Information", "other_safety_information"),
    ("34076-0", "Patient Counseling Information", "information_for_patients"),
    ("51727-6", "Inactive Ingredients", "inactive_ingredient"),
    ("53413-1", "Questions", "questions"),
    ("71744-7", "Health Care Provider Letter", "health_care_provider_letter"),
    ("42231-1", "Medication Guide", "spl_medguide"),
    ("42230-3", "Patient Information", "spl_patient_package_insert"),
    ("68498-5", "Patient Medication Information", "patient_medication_information"),
    ("59845-8", "Instructions for Use", "instructions_for_use"),
    ("60555-0", "Accessories", "accessories"),
    ("60560-0", "Intended Use of the Device", "intended_use_of_the_device"),
    ("34094-3", "Special Patients", "risks"),
    (UNCLASSIFIED, "Other Information", "spl_unclassified_section"),
    (DISPLAY_PANEL, "Package Label", "package_label_principal_display_panel"),
)

TITLES: dict[str, str] = {code: title for code, title, _ in _ROWS}
FIELDS: dict[str, str] = {field: code for code, _, field in _ROWS if field}
ORDER: dict[str, int] = {code: place for place, (code, _, _) in enumerate(_ROWS)}

# The openFDA "risks" field holds the Risk Summary of a pregnancy section: no code of its own.
UNCODED_FIELDS = frozenset({"spl_unclassified_section", "risks"})
del FIELDS["risks"], TITLES["34094-3"], ORDER["34094-3"]

# Printed headings other than the title above, upper case, for text whose headings run in.
PRINTED: dict[str, tuple[str, ...]] = {
    "34067-9": ("INDICATIONS & USAGE", "INDICATIONS", "USES", "USE"),
    "34068-7": ("DOSAGE & ADMINISTRATION", "DIRECTIONS", "DIRECTION"),
    "43678-2": ("DOSAGE FORMS & STRENGTHS",),
    "43685-7": ("WARNINGS & PRECAUTIONS", "WARNINGS AND CAUTIONS", "WARNINGS"),
    "34084-4": ("ADVERSE EVENTS", "ADVERSE EFFECTS"),
    "34069-5": ("HOW SUPPLIED/STORAGE AND HANDLING", "HOW SUPPLIED STORAGE AND HANDLING"),
    "34083-6": (
        "CARCINOGENESIS & MUTAGENESIS & IMPAIRMENT OF FERTILITY",
        "CARCINOGENESIS, MUTAGENESIS, AND IMPAIRMENT OF FERTILITY",
        "CARCINOGENESIS AND MUTAGENESIS AND IMPAIRMENT OF FERTILITY",
    ),
    "34091-9": (
        "ANIMAL TOXICOLOGY AND/OR PHARMACOLOGY",
        "ANIMAL TOXICOLOGY AND PHARMACOLOGY",
        "ANIMAL PHARMACOLOGY AND/OR TOXICOLOGY",
        "ANIMAL TOXICOLOGY",
    ),
    "34074-5": ("DRUG/LABORATORY TEST INTERACTIONS",),
    "34076-0": ("INFORMATION FOR PATIENTS", "PATIENT INFORMATION"),
    "34072-9": ("GENERAL",),
    "50565-1": ("KEEP OUT OF REACH OF CHILDREN.",),
    "34088-5": ("OVERDOSE",),
    "55106-9": ("ACTIVE INGREDIENTS",),
}


def section_title(code: str | None, printed: str | None) -> str | None:
    """The heading to file a top-level section under: the standard title, else the printed one."""
    standard = TITLES.get(code) if code and code != UNCLASSIFIED else None
    return standard or printed
