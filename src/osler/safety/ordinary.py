# ruff: noqa: E501 - a pattern is easier to check on one line
"""Words that are no name of a person: ordinary ones, and the nouns after which a name is an eponym."""

from __future__ import annotations

from osler.safety.sought import Sought

# What follows an eponym: "Hodgkin lymphoma", "Wells' criteria".
HEAD = Sought(
    r"(?:['’]s?)? (?:disease|syndrome|sign|test|score|scale|criteri|classification|stag(?:e|ing)|murmur|protein|phenomen|reaction|law\b|procedure|operation|man(?:o)?euv(?:re|er)|maneuver|lymphoma|thyroiditis|palsy|contracture|fracture|chorea|tumou?r|nod(?:e|ule)|disorder|cells?\b|bod(?:y|ies)|an(?:a)?emia|fever|virus|index|questionnaire|method|stain|agar|triad|tetrad|pentad|point|line|ring|ulcer|(?:o)?esophag|aneurysm|hernia|nephritis|gangrene|neuropath|position|formula|equation|curve|model|trial|stud(?:y|ies)|system|wort|type\b|grade|nomogram|rule|mutation|antigen|antibod|technique|incision|valve|catheter|tube|sarcoma|carcinoma|cancer|purpura|vaccin|diet|protocol|definition|regimen|consensus|guideline|report|lactate|solution|scan|stain|atax|dystroph|encephal|dementia|hepatitis|arteritis|arthritis|scissors|forceps|clamp|exercise|reflex|lesion|spots?\b|crisis|therapy|chart|calculator|pathway|statement|trial|drug|pill|tablet|inhaler|cream|\w+(?:itis|osis|oma|opathy|emia)\b|[A-Z]+\d+|IV|III|II\b)"
)
# Words that are no name, however they are written.
_LISTED = """
    the a an is are was were does do did can could should would will may might must has have
    had what which who whom when where why how if in on at of for to and or but not no yes
    with without from by my our his her their its this that these those i i'm i've you your we
    it he she they name dob mrn ssn date born age diagnosis question subject patient patients
    doctor nurse hospital clinic emergency help please thanks thank hello hi dear regards
    sincerely phone tel fax email address started seen diagnosed last first next home male
    female man woman boy girl mr mrs ms dr monday tuesday wednesday thursday friday saturday
    sunday january february march april june july august september october november december
    christmas easter ramadan asian african american european hispanic latino latina black
    white caucasian chinese indian japanese korean jewish muslim christian hindu native
    english french german spanish italian british irish scottish canadian australian mexican
    russian arab ashkenazi caribbean medicare medicaid veterans type stage grade class phase
    vitamin group blood rh test vaccine covid influenza diabetic diabetes allergic pregnant
    practitioner practice specialist aide station assistant surgeon physician professor google
    internet osler been being get got take takes taking took use used using give given also
    after before during since until than then there here because about between above below
    under over more less most least other another each every any some all both either neither
    one two three four five six seven eight nine ten new old best worst safe now today list
    compare explain describe define tell show find call text send contact ring reach side
    effects dose drug drugs treatment signed pt client husband wife son daughter mother mom
    mum father dad brother sister aunt uncle cousin friend girlfriend boyfriend partner
    grandmother grandfather grandma grandpa grandson granddaughter baby child kid toddler
    niece nephew neighbour neighbor colleague boss teacher lady gentleman resident spouse
    student north south east west northern southern eastern western
"""
ORDINARY = frozenset(_LISTED.split())
# Names that medicine has made its own; a title before one makes it somebody's again.
_EPONYMS = """
    addison alzheimer apgar asperger babinski barrett bartter basedow beck becker behcet behçet bell
    berger boerhaave bowen bright brodmann broca brugada budd burkitt caroli chagas charcot chiari
    cochrane conn crohn cushing dercum dressler duchenne dupuytren ebstein ehlers danlos eisenmenger
    epley ewing fabry fallot fanconi felty foley fournier frank friedreich gaucher gilbert gleason
    goodpasture gottron graves guillain barré barre hansen hartmann hashimoto henoch heberden hirschsprung
    hodgkin horner huntington hutchinson kaplan meier kaposi kartagener kawasaki kegel kernig klinefelter
    koch koplik korsakoff kupffer langerhans lhermitte loeffler lou gehrig lyme lynch mallory marfan
    meckel meniere ménière menkes merkel mohs munchausen murphy nissen norwalk osgood osler paget
    parkinson perthes peyer peyronie pompe ponseti prader willi pott raynaud reiter rett reye romberg
    rorschach schwann sheehan sjogren sjögren stevens johnson still sydenham takayasu takotsubo tay
    sachs tourette trendelenburg turner usher virchow warburg wegener weil wernicke whipple wilms
    wilson zenker zollinger ellison
"""
EPONYMS = frozenset(_EPONYMS.split())
