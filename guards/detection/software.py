"""Names of programs and of the packages they are made of, which models take for companies and places."""

from __future__ import annotations

import regex

from guards.detection.wordlists import is_listed

# « c.z.hikari.pool.HikariPool »
_PACKAGE = regex.compile(r"(?<![\w.])(?:[a-z]\w{0,30}\.){2,8}\Z")
_PACKAGE_LENGTH = 120
_MORE = regex.compile(r"[ ][\p{L}\d]{1,16}(?!\w)")


def is_software(block: str, start: int, end: int) -> bool:
    """Whether a program or a part of one stands there; of « Power BI » a model may have found one word alone."""
    if _PACKAGE.search(block, max(0, start - _PACKAGE_LENGTH), start):
        return True
    more = _MORE.match(block, end)
    names = (block[start:end], block[start : more.end()] if more else "")
    return any(is_listed(name.strip(), "products") for name in names)
