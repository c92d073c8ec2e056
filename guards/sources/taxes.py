"""How French and English name taxes, and say that an amount is with or without them."""

from __future__ import annotations

import re

NAMES = frozenset(("tva", "vat", "ttc", "ht"))
"""Words that tell of tax, short as they are."""
WITH = (
    r"ttc|t\.t\.c\.?|toutes taxes(?: comprises)?|(?:tva|taxes?|impôts?) (?:incluse?s?|comprise?s?)|avec (?:la )?tva"
    r"|(?:including|incl\w*\.?|with|after) (?:vat|tax(?:es)?|sales tax)|(?:vat|tax)[- ]incl\w+"
)
WITHOUT = (
    r"ht|h\.t\.?|hors (?:taxes?|tva)|sans (?:la )?tva"
    r"|(?:excluding|excl\w*\.?|ex|without|before) (?:vat|tax(?:es)?|sales tax)"
)
PLUS = r"plus (?:vat|tax(?:es)?|sales tax)"
"""« 500 plus VAT » is an amount without it, and calls for one with it."""
_NAMED = re.compile(r"\b(?:tva|vat|tax\w*)\b", re.IGNORECASE)


def are_named(text: str) -> bool:
    """Whether a text names a tax."""
    return _NAMED.search(text) is not None
