"""Headings below which nothing confidential stands: sums and counts, and what something is in ordinary words."""

from __future__ import annotations

import regex

from guards.detection.recognizers.labels import bare

_FIGURES = regex.compile(
    r"(?:montants?|prix|total|sous-total|subtotal|quantit[ée]s?|qt[ée]s?|nb|nbre|nombre|effectifs?|ca|chiffre d'affaires|budget|co[ûu]ts?|"
    r"dur[ée]es?|dates?|ann[ée]e|ht|ttc|tva|pu|solde|stock|acompte|prime|loyer|salaire|heures|jours|pages|poids|surface|score|"
    r"[ée]ch[ée]ance|taux|marge|remise|commandes|appels|ventes|visites|amounts?|prices?|qty|quantit(?:y|ies)|count|number of|orders|"
    r"revenue|turnover|sales|cost|duration|seconds|minutes|hours|days|years?|headcount|balance|fee|rent|salary|premium|weight|"
    r"area|rate|margin|discount|due|calls|visits|net|gross|vat|tax|spend|employees)(?!\w)"
)
"""Headings of sums, counts and dates: whatever else their cells look like."""

_GOODS = r"d[ée]signations?|descriptions?|articles?|produits?|products?|items?"
_NAMES_GOODS = regex.compile(_GOODS)
_PACKAGES = regex.compile(
    r"packages?|paquets?|librar(?:y|ies)|biblioth[èe]ques?|modules?|logiciels?|software|d[ée]pendances?|dependenc(?:y|ies)"
)
_STATES = regex.compile(r"statuts?|status|[ée]tats?|priorit[ée]s?|priorit(?:y|ies)|stage|[ée]tape")
_COUNT = regex.compile(
    r"qt[ée]s?|quantit[ée]s?|qty|quantity|p\.?u\.?(?: (?:ht|ttc))?|prix unitaires?(?: h\.?t\.?)?|(?:unit )?price|units?|stock|en stock"
)
_DESCRIBES = regex.compile(
    r"(?:poste|fonction|m[ée]tier|service|d[ée]partement|statut|[ée]tat|type|cat[ée]gorie|priorit[ée]|job(?: title)?|position|"
    r"role|dep(?:artmen)?t|status|priority|category|stage|"
    # What is sold or done …
    rf"{_GOODS}|libell[ée]s?|"
    # … and the days of a rota; « Sam » is somebody, too.
    r"lun(?:di)?|mar(?:di)?|mer(?:credi)?|jeu(?:di)?|ven(?:dredi)?|samedi|dim(?:anche)?|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|"
    r"thu(?:r?s(?:day)?)?|fri(?:day)?|saturday|sun(?:day)?)\.?"
)

_TYPES = frozenset(
    "bigint bool boolean bytes datetime double float int int32 int64 integer json jsonb str string uuid varchar".split()  # noqa: SIM905
)


def is_type(heading: str) -> bool:
    """Whether a cell names a type: « Owner  string » is of code, and heads nothing."""
    return heading in _TYPES


def is_figures(heading: str) -> bool:
    """Whether the cells under a heading are sums, counts or dates."""
    return _FIGURES.match(bare(heading)) is not None


def describes(heading: str) -> bool:
    """Whether the cells under a heading say what something is, in ordinary words."""
    return _DESCRIBES.fullmatch(bare(heading)) is not None


def names_goods(heading: str) -> bool:
    """Whether goods and work may stand below a heading: « Désignation », "Description"."""
    return _NAMES_GOODS.fullmatch(bare(heading)) is not None


def names_states(heading: str) -> bool:
    """Whether how far something is stands below a heading: « Statut », "Priority"."""
    return _STATES.fullmatch(bare(heading)) is not None


def names_packages(heading: str) -> bool:
    """Whether parts of programs stand below a heading that another heads with « Version »."""
    return _PACKAGES.fullmatch(bare(heading)) is not None


def is_count(heading: str) -> bool:
    """Whether how many, or what one costs, stands below a heading: beside it there are goods."""
    return _COUNT.fullmatch(bare(heading)) is not None
