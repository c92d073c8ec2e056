"""Broken accents (« num√©rique » for « numérique »), mended for the index and never in the file."""

from __future__ import annotations

import re

from knowledge.readers.cleaning import mend_accents

# What the first byte of a UTF-8 letter looks like in Windows-1252, Mac Roman and old DOS code
# pages, with another sign that is not ASCII after it. Sound French hardly ever has two in a row,
# so that a note is looked at closely only when this is found.
_SUSPECT = re.compile(r"[ÂÃÄÅâï¬√ƒ≈‚Ô┬├─┼Γ](?:[^\x00-\x7f]| (?=[a-z]))")


def mended(text: str) -> str:
    """Return `text` with broken accents repaired; the length may change."""
    if text.isascii() or not _SUSPECT.search(text):
        return text
    return mend_accents(text)[0]
