"""Test cases of a policy: what is expected of a kind, a recogniser and a destination."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant import wrong_fields, yaml_reading
from assistant.errors import ConfigError
from assistant.i18n import _
from assistant.types import Action, Destination, Finding, Kind, Span
from assistant.yaml_reading import NotYaml
from guards.policy.decisions import Decision, Policy


class Case(BaseModel):
    """One expectation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind
    finding: str = "test"
    confidence: float = Field(default=1.0, ge=0, le=1)
    to: Destination
    expect: Action


def read_cases(data: bytes) -> tuple[Case, ...]:
    """Read a list of cases from YAML; raises ConfigError."""
    try:
        text = yaml_reading.read(data)
    except NotYaml as error:
        raise _wrong(error.line, error.problem) from None
    try:
        return TypeAdapter(tuple[Case, ...]).validate_python(text.content)
    except ValidationError as error:
        raise _wrong(text.line(wrong_fields.first_of(error)[0]), wrong_fields.said(error)) from None


def _wrong(line: int, problem: str) -> ConfigError:
    return ConfigError(
        _("The test cases are wrong at line {line}: {problem}.").format(line=line, problem=problem),
        "",
        _("Each needs: kind, to, expect; and may have: finding, confidence."),
    )


def failures(policy: Policy, cases: Sequence[Case]) -> list[tuple[int, Case, Decision]]:
    """Return the cases (numbered from 1) that the policy decides otherwise, with its decision."""
    wrong = []
    for number, case in enumerate(cases, 1):
        finding = Finding(Span(0, 1), case.kind, case.confidence, case.finding)
        decision = policy.explain(finding, case.to)
        if decision.action is not case.expect:
            wrong.append((number, case, decision))
    return wrong
