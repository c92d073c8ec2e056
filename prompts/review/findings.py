"""What a review found, and what it did not look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How much a finding weighs."""

    DANGER = "danger"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to see; `excerpt` shows it with hidden characters made visible."""

    rule: str
    weight: Weight
    reason: str
    file: str
    line: int
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one prompt and the files beside it that were not examined."""

    findings: tuple[Finding, ...]
    examined: tuple[str, ...]
    not_examined: tuple[str, ...]

    @property
    def dangerous(self) -> bool:
        """Whether something was found that a person must look at before approving."""
        return any(finding.weight is Weight.DANGER for finding in self.findings)


def visible(text: str, limit: int = 120) -> str:
    """Return a text with every invisible character written out, short enough to print."""
    shown = "".join(
        c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in " ".join(text[:400].split(" "))
    )
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"
