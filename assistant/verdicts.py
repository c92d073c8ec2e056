"""What the outcome of a source check is called, and its sign."""

from __future__ import annotations

from assistant.i18n import N_, gettext
from assistant.types import Status

SIGNS = {
    Status.SUPPORTED: "=", Status.DERIVED: "≈", Status.UNCHECKED: "·", Status.ALTERED: "!",
    Status.NOT_FOUND: "?", Status.CONTRADICTED: "!", Status.UNSUPPORTED: "?",
}  # fmt: skip
"""What stands beside a sentence; colours only double it."""

DOUBTFUL = frozenset({Status.ALTERED, Status.NOT_FOUND, Status.CONTRADICTED, Status.UNSUPPORTED})
"""Outcomes that a person should look at."""

_WORDS = {
    Status.SUPPORTED: N_("stands in the sources"),
    Status.DERIVED: N_("follows from the sources"),
    Status.UNCHECKED: N_("not checked"),
    Status.NOT_FOUND: N_("not found in the sources"),
    Status.UNSUPPORTED: N_("not found in the sources"),
    Status.ALTERED: N_("differs from the sources"),
    Status.CONTRADICTED: N_("differs from the sources"),
}


def word(status: Status) -> str:
    """Return the outcome in the person's language."""
    return gettext(_WORDS[status])
