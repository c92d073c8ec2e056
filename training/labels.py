"""The labels of the model: O, then B and I of each kind."""

from __future__ import annotations

KINDS = ("PERSON", "ORG", "LOCATION", "ADDRESS", "DATE", "JOB_TITLE", "NRP")
LABELS = ("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))


def begin(kind: str) -> int:
    return 1 + 2 * KINDS.index(kind)


def allowed(unlabelled: frozenset[str]) -> list[int]:
    """The labels that a word outside every span may have where some kinds were never marked."""
    return [0, *(begin(kind) + inside for kind in sorted(unlabelled) for inside in (0, 1))]
