"""The shape of a policy file, as pydantic models; `schema` gives it to editors."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Any, Literal

import regex
from pydantic import BaseModel, ConfigDict, Field, field_validator

from assistant.i18n import _
from assistant.types import Action, Destination, Finding, Kind


class PolicyRule(BaseModel):
    """What happens to some findings; every condition that is left out is met by all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: tuple[Kind, ...] = Field(
        default=(), description="Kinds of findings; none means every kind."
    )
    findings: tuple[str, ...] = Field(
        default=(), description="Names of recognisers, with * and ?: fr_siret, aws_*."
    )
    to: tuple[Destination, ...] = Field(
        default=(), description="Where the model runs; none means anywhere."
    )
    confidence: float = Field(
        default=0.0, ge=0, le=1, description="Only findings at least this sure."
    )
    action: Action
    why: str = Field(default="", max_length=300, description="The reason that people are shown.")

    def matches(self, finding: Finding, destination: Destination) -> bool:
        """Whether this rule speaks of a finding that goes to a destination."""
        return (
            (not self.kinds or finding.kind in self.kinds)
            and (
                not self.findings or any(fnmatchcase(finding.rule, name) for name in self.findings)
            )
            and (not self.to or destination in self.to)
            and finding.score >= self.confidence
        )

    def conditions(self) -> tuple[object, ...]:
        """What two rules must share to contradict each other."""
        return frozenset(self.kinds), frozenset(self.findings), frozenset(self.to), self.confidence


class PolicyPattern(BaseModel):
    """A pattern of the house; its name may be used in `findings` of a rule."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(
        pattern=r"^[a-z][a-z0-9_]{1,39}$", description="The recogniser's name: our_case."
    )
    kind: Kind = Field(description="What it finds.")
    pattern: str = Field(
        min_length=1, max_length=1000,
        description="Regular expression; a group named v, if any, is the value.",
    )  # fmt: skip
    confidence: float = Field(default=0.9, ge=0.1, le=0.96, description="How sure it is.")
    context: tuple[str, ...] = Field(
        default=(), description="Expressions of words beside it that make it surer."
    )
    ignore_case: bool = Field(default=False, description="Whether capitals do not matter.")

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        compiled = _compiled(pattern)
        if compiled.fullmatch(""):
            raise ValueError(_("the pattern matches the empty text"))
        return pattern

    @field_validator("context")
    @classmethod
    def _all_compile(cls, context: tuple[str, ...]) -> tuple[str, ...]:
        for one in context:
            _compiled(one)
        return context


def _compiled(pattern: str) -> regex.Pattern[str]:
    try:
        return regex.compile(pattern)
    except (regex.error, RecursionError, OverflowError):
        raise ValueError(_("this is no regular expression")) from None


class PolicyFile(BaseModel):
    """One layer of rules; the first that matches decides."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1]
    name: str = Field(min_length=1, max_length=60)
    rules: tuple[PolicyRule, ...] = ()
    patterns: tuple[PolicyPattern, ...] = Field(default=(), max_length=200)
    look_up: Literal["never", "request"] | None = Field(
        default=None,
        description="Online look-up of DOIs and addresses: never, or when a person asks for it.",
    )


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a policy file, for editors."""
    return PolicyFile.model_json_schema()
