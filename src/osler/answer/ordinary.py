"""Ordinary words of questions, so that what is left can be told from names of things."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from osler.vocabulary.names import key
from osler.vocabulary.own import stop_keys

_FUNCTION = """
    a an and any are as at be been being but by can could did do does doing for from had has
    have having how i if in into is it its itself like many may me might more most much must my
    no nor not of on one or our ours please shall she he should so some such tell than that the
    their them then there these they this those to too up us use used using very via was we were
    what what's when where whether which while who whom whose why will with without would you
    your am don't doesn't isn't aren't can't there's about also ever just only other both
    between during after before give list name describe explain define mean means called know
    anything something everything nothing anyone someone everyone anybody somebody nobody
    known get got take taken taking people person someone patient patients happen happens
"""
_COMMON = """
    cdc fda nhs rct usa icu iv im po sc bid tid qid gp er nsw eu uk pm dr mr mrs ms md phd
    ability able access account accurate across add added affect affected affects ago alone
    along already although always amount analysis another answer apart appear appears
    appropriate approved approach april area around ask asked available average avoid avoided
    away based become begin behind belong below beneficial beside besides biggest body bring
    build business buy call came cannot carry cat catch certain characterised characterized
    characterise cheap check checked clinical close closed college combine combined coming
    company compare compared completely concern conditions conducted considered consider contain
    contains continue continued contribute could country couple course critical currently damage
    days deal decide decrease decreased define delivered demonstrated depend describe described
    despite detect detected determine developed differ different differently differentiate
    difficult directly discovered distinguish done drink drive driving due each earlier easily
    eat effective eight either else employed enough ensure entire especially established
    estimate even evidence exactly example examples except exist existing expected experience
    explain explained fda find finding first five following food forms found four frequent
    frequently friend further general generally generate global going gone good got great
    greater guideline half happened hard having helpful helps higher highest however hundred
    idea identified identify implicated importance imported improve improved improves include
    included includes including increases increasing indicate indicated individual influence
    inform inherited inhibit inhibits initial inside instead interact interacts intended involve
    involved involves issue january keep kept kind knowledge largest last later latest learn
    least leave leaves left let link linked list little located look looking lose losing lost
    made main maintain makes making manage managed many march match matter maybe measured meet
    mention million mind money nearly necessary needed negative never nine november nothing
    notice obtained occur occurs october offer often old once ones open order others otherwise
    overall particular particularly past per perform performed perhaps please possible possibly
    prefer preferred preparation prescribe prescribed previous probably produce produced proven
    provide put questions quite rather reason received receiving recent recently recommend refer
    related relation remain removed report reported require required researchers respectively
    result right roughly safely said same say second see seen september serious serve seven
    several share should show shown shows similar simple since six slowly social soon specific
    start starting still stopped stopping successful suggest suitable suspected taken ten term
    terms test tested than thank things third though thousand three through throughout together
    told tomorrow top toward towards tried try turn twice two under understand understood unless
    until upon usually various vary versus want wants ways went whatever whenever wherever whole
    widely willing within without wonder words works worse worst worth write yes yesterday yet
    zero african american asian european western chinese japanese british english france germany
    india china africa europe america world united states kingdom union monday december february
    june july august nobel federal national international university january wikipedia google
"""


@dataclass(frozen=True, slots=True)
class OrdinaryWords:
    """`function`: words that carry no content; `common`: content words that are no names."""

    function: frozenset[str]
    common: frozenset[str]

    def knows(self, low: str) -> bool:
        """Whether a lower-case word is ordinary English."""
        return low in self.function or low in self.common or key(low) in stop_keys()


@lru_cache(maxsize=1)
def ordinary_words() -> OrdinaryWords:
    """The tables above, ready to ask."""
    return OrdinaryWords(frozenset(_FUNCTION.split()), frozenset(_COMMON.split()))
