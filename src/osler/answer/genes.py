"""Genes that bear on medicines, as questions name them: symbol, allele, phenotype, status."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from osler.vocabulary.concept import Concept, ConceptKind, Mention, Vocabulary

_SYMBOL = re.compile(
    r"\b(?:(?P<cyp>CYP[ -]?(?P<family>\d{1,2}[A-Z]\d{1,2}))"
    r"|HLA[ -]?(?P<hla>[ABC]|D[PQR][AB]?\d?)(?:[ *]*\*?[ ]?(?P<group>\d{2}):?(?P<kind>\d{2}))?"
    r"|(?P<other>SLCO1B1|UGT1A1|TPMT|NUDT15|DPYD|G6PD|VKORC1|IFNL[34]|RYR1|CACNA1S|CFTR|MT-RNR1"
    r"|ABCG2|NAT2|COMT|OPRM1))(?![A-Za-z0-9])",
    re.IGNORECASE,
)
# Names of their enzymes, by which labels and papers call them.
_ALSO = {
    "CYP3A5": ("cytochrome p450 3a5",),
    "TPMT": ("thiopurine methyltransferase", "thiopurine s-methyltransferase"),
    "NUDT15": ("nudix hydrolase 15", "nucleotide diphosphatase"),
    "DPYD": ("dihydropyrimidine dehydrogenase", "dpd"),
    "G6PD": ("glucose-6-phosphate dehydrogenase", "glucose 6-phosphate dehydrogenase"),
    "UGT1A1": ("udp-glucuronosyltransferase 1a1",),
}
_WORDS = re.compile(
    r"(?i)\b(?:(ultra-? ?rapid|rapid|normal|extensive|intermediate|poor|slow)(?=[ -]metaboli[sz])"
    r"|(increased|normal|decreased|poor)(?= (?:\w+ )?function))"
)
_SHORT = re.compile(r"\b(UM|RM|NM|EM|IM|PM)s?\b")
_SHORT_WORDS = {
    "UM": "ultrarapid",
    "RM": "rapid",
    "NM": "normal",
    "EM": "normal",
    "IM": "intermediate",
    "PM": "poor",
}
_DEFICIENT = re.compile(r"(?i)\bdeficien(?:t|cy|cies)\b")
_STATUS = (
    ("negative", re.compile(r"(?i)\bnegative\b|\bnon-?carriers?\b|\bwithout the allele\b")),
    ("positive", re.compile(r"(?i)\bpositive\b|(?<!non-)(?<!non)\bcarriers?\b")),
)
LOWERED = frozenset({"poor", "intermediate", "decreased", "deficient"})


@dataclass(frozen=True, slots=True)
class Genotype:
    """What a text says of genes: symbols such as "CYP2D6", alleles such as "*58:01" by their gene,
    phenotypes ("poor", "ultrarapid", "decreased", "deficient"), and carrier status.
    """

    genes: tuple[str, ...] = ()
    alleles: tuple[tuple[str, str], ...] = ()
    phenotypes: frozenset[str] = frozenset()
    status: str | None = None


@lru_cache(maxsize=256)
def genotype(text: str) -> Genotype:
    """The genotype a question names."""
    found = list(_SYMBOL.finditer(text))
    genes = tuple(dict.fromkeys(_symbol(each) for each in found))
    alleles = tuple((_symbol(each), f"*{each['group']}:{each['kind']}") for each in found
                    if each["group"])  # fmt: skip
    named = set(phenotypes(text))
    if genes:
        named |= {_SHORT_WORDS[word] for word in _SHORT.findall(text)}
    if genes and _DEFICIENT.search(text):
        named |= LOWERED
    status = next((name for name, pattern in _STATUS if pattern.search(text)), None)
    return Genotype(genes, alleles, frozenset(named), status if genes else None)


@lru_cache(maxsize=2048)
def phenotypes(text: str) -> frozenset[str]:
    """Phenotypes named, as single words."""
    words = ((one or other).lower() for one, other in _WORDS.findall(text))
    return frozenset(_plain(word) for word in words)


def _plain(word: str) -> str:
    if word.startswith("ultra"):
        return "ultrarapid"
    return {"extensive": "normal", "slow": "poor"}.get(word, word)


def _symbol(found: re.Match[str]) -> str:
    if found["cyp"]:
        return f"CYP{found['family']}".upper()
    return (f"HLA-{found['hla']}" if found["hla"] else found["other"]).upper()


def with_genes(
    text: str, mentions: tuple[Mention, ...], vocabulary: Vocabulary
) -> tuple[Mention, ...]:
    """`mentions` with each gene named in `text` as itself, allele and all: the vocabulary's concept
    for it, unless it has none or takes it for a neighbouring gene.
    """
    genes = [_mention(found, vocabulary) for found in _SYMBOL.finditer(text)]
    kept = [
        each
        for each in mentions
        if not any(gene.start < each.end and each.start < gene.end for gene in genes)
    ]
    return tuple(sorted((*kept, *genes), key=lambda each: each.start))


def _mention(found: re.Match[str], vocabulary: Vocabulary) -> Mention:
    symbol = _symbol(found)
    known = None if found["group"] else vocabulary.named(symbol)
    other = _SYMBOL.fullmatch(known.preferred) if known else None
    if known is None or (other is not None and _symbol(other) != symbol):
        known = _concept(symbol, found["group"], found["kind"])
    return Mention(found.start(), found.end(), found.group(), known)


def _concept(symbol: str, group: str | None, kind: str | None) -> Concept:
    name = symbol.lower()
    names: tuple[str, ...] = (name, *_ALSO.get(symbol, ()))
    if group:
        name = f"{name}*{group}:{kind}"
        names = (name, f"{symbol.lower()} *{group}:{kind}", f"{symbol.lower()}*{group}{kind}")
    return Concept(f"gene:{name}", ConceptKind.GENE, name, names)
