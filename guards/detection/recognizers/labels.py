"""What the word before a value says it is, in forms and in tables alike."""

from __future__ import annotations

import re

import regex

from assistant.types import Kind
from guards.detection.folding import fold
from guards.detection.wordlists import words

_LABELS: dict[Kind, str] = {
    Kind.PERSON: (
        r"(?:(?:nom|pr[ée]nom)s?(?: (?:et|&) (?:pr[ée]nom|nom)s?)?(?: (?:de naissance|d'usage|marital|complet|de famille))?|"
        r"(?:full |first |last |middle |family |maiden |given |user |contact |customer |employee |patient |sur)?name|"
        r"surname|interlocuteur|contact|b[ée]n[ée]ficiaire|titulaire|salari[ée]e?|employ[ée]e?|patient(?:e)?|candidate?|"
        r"assur[ée]e?|locataire|bailleur|demandeur|d[ée]fendeur|requ[ée]rante?|t[ée]moin|signataire|manager|owner|"
        r"(?:raised|opened|reported|requested|logged|submitted|written|drafted) by|(?:demand|rédig|valid|sign|cré|saisi|ouvert|suivi)[ée]?e? par|"
        r"caller|appelante?|request[eo]r|requested for|affected user|utilisat(?:eur|rice) concern[ée]e?|"
        r"responsable|auteur|author|assignee|recipient|sender|destinataire|exp[ée]diteur|emergency contact)"
    ),
    Kind.ORG: r"(?:soci[ée]t[ée]|entreprise|raison sociale|employeur|employer|company(?: name)?|organi[sz]ation|fournisseur|supplier|vendor)",
    Kind.LOCATION: r"(?:ville|commune|lieu de naissance|city|town|place of birth|birthplace|location|where|state|county|localit[ée])",
    Kind.ADDRESS: r"(?:adresse(?: postale)?|domicile|address|home address|street(?: address)?|rue|billing address|shipping address)",
    Kind.POSTAL_CODE: r"(?:code postal|cp|zip(?: ?code)?|postal code|postcode)",
    Kind.PHONE: r"(?:t[ée]l(?:[ée]phone|\.)?(?: (?:portable|fixe|mobile|domicile|bureau))?|portable|mobile|phone(?: number)?|fax|gsm|cell)",
    Kind.NATIONAL_ID: r"(?:nir|n° ?s[ée]cu(?:rit[ée] sociale)?|num[ée]ro de s[ée]curit[ée] sociale|ssn|social security(?: number)?|nino|national id)",
    Kind.ID_DOC: (
        r"(?:n° ?(?:de )?(?:cni|passeport|permis)|passeport|passport(?: number| no\.?)?|(?:driver'?s? |driving )?licen[sc]e(?: number| no\.?)?|"
        r"carte d'identit[ée]|identity card|id card)"
    ),
    Kind.USERNAME: r"(?:user ?name|login(?: name)?|logon(?: name)?|samaccountname|identifiant|utilisateur|nom d['’]utilisateur|user ?id)",
    Kind.CODE: r"(?:matricule|n° ?(?:client|dossier|contrat|adh[ée]rent|allocataire)|employee (?:id|number)|customer (?:id|number)|account number|badge)",
    Kind.DATE: r"(?:date de naissance|n[ée]\(?e?\)? le|date of birth|d\.?o\.?b\.?|birth ?date)",
    Kind.AMOUNT: r"(?:salaire(?: brut| net)?(?: annuel| mensuel)?|salary|r[ée]mun[ée]ration|montant)",
    Kind.EMAIL: r"(?:e-?mail|courriel|m[ée]l|adresse (?:e-?mail|courriel|électronique))",
}  # fmt: skip
_LABEL = re.compile(  # in a third of the time that `regex` takes
    "|".join(rf"(?P<{kind.name}>{own})" for kind, own in _LABELS.items()), re.IGNORECASE
)


def kind_of(label: str) -> Kind | None:
    """What a label announces, or None."""
    match = _LABEL.fullmatch(bare(label))
    return Kind[match.lastgroup] if match and match.lastgroup else None


def bare(label: str) -> str:
    """A label in small letters, without the signs around it."""
    return label.strip(" *_\"'`:#\u00a0").lower()


def pattern_of(kind: Kind) -> str:
    """The labels of a kind, as a pattern."""
    return _LABELS[kind]


def looks_like_name(value: str) -> bool:
    """Whether a value beside a name's label may be a name: a few words, no common one in small letters."""
    if _FEW_WORDS.fullmatch(value) is None or fold(value) in _NO_NAMES:
        return False
    small = [fold(word) for word in _PARTED.split(value) if word and word[0].islower()]
    if not _IN_NO_NAME.isdisjoint(small):
        return False
    return not any(word in words(name) for word in small for name in _COMMON if len(word) > 3)


# « owner: Change the task owner » describes a field; « de », « la », « van », « y » and their like stand in names.
_IN_NO_NAME = frozenset(
    {
        "the", "this", "that", "these", "if", "is", "are", "be", "as", "for", "with", "when", "not",
        "my", "your", "our", "une", "qui", "que", "est", "sont", "pour", "avec", "dans", "cette", "votre",
    }
)  # fmt: skip
_PARTED = regex.compile(r"[ '’-]+")
_COMMON = ("common", "ordinary", "technical")
_FEW_WORDS = regex.compile(r"\p{L}[\p{L}.'’-]*(?: \p{L}[\p{L}.'’-]*){0,4}")
_NO_NAMES = frozenset(
    {
        "none",
        "null",
        "nan",
        "inconnu",
        "unknown",
        "total",
        "string",
        "str",
        "oui",
        "non",
        "yes",
        "no",
    }
)
