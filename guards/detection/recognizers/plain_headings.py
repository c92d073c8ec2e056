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

_DESCRIBES = regex.compile(
    r"(?:poste|fonction|m[ée]tier|service|d[ée]partement|statut|[ée]tat|type|cat[ée]gorie|priorit[ée]|job(?: title)?|position|"
    r"role|department|status|priority|category|stage)"
)


def is_figures(heading: str) -> bool:
    """Whether the cells under a heading are sums, counts or dates."""
    return _FIGURES.match(bare(heading)) is not None


def describes(heading: str) -> bool:
    """Whether the cells under a heading say what something is, in ordinary words."""
    return _DESCRIBES.fullmatch(bare(heading)) is not None
