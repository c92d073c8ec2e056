"""Reads a policy file; what is wrong is named with its line and a remedy."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from assistant import wrong_fields, yaml_reading
from assistant.errors import ConfigError, MissingError
from assistant.i18n import _
from assistant.os_reasons import reason
from assistant.yaml_reading import NotYaml, YamlText
from guards.policy.model import PolicyFile

PROFILES = ("individual", "company", "strict")
_FOLDER = Path(__file__).parent / "profiles"
_MAX_BYTES = 1_000_000


def profile(name: str) -> PolicyFile:
    """Return a built-in profile; raises MissingError."""
    if name not in PROFILES:
        raise MissingError(
            _("There is no profile of this name."),
            "",
            _("Choose one of: {names}.").format(names=", ".join(PROFILES)),
        )
    return read(_FOLDER / f"{name}.yaml")


def read(path: Path) -> PolicyFile:
    """Read and validate a file; raises MissingError or ConfigError."""
    return parse(content(path), path.name)


def content(path: Path) -> bytes:
    """Return the bytes of a policy or of its signature; raises MissingError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise MissingError(
            _("The policy {name} cannot be read ({reason}).").format(
                name=path.name, reason=reason(error)
            ),
            _("Nothing is sent without it."),
            _("Check the path and the rights of the file."),
        ) from None


def parse(data: bytes, name: str) -> PolicyFile:
    """Validate the content of a policy file; raises ConfigError."""
    if len(data) > _MAX_BYTES:
        raise _wrong(name, 1, _("the file is too large"), _("A policy needs a few hundred lines."))
    try:
        text = yaml_reading.read(data)
    except NotYaml as error:
        raise _wrong(name, error.line, error.problem, error.remedy) from None
    try:
        policy = PolicyFile.model_validate(text.content)
    except ValidationError as error:
        line = text.line(wrong_fields.first_of(error)[0])
        remedy = _("See: hygie policy show --schema")
        raise _wrong(name, line, wrong_fields.said(error), remedy) from None
    _refuse_contradictions(policy, name, text)
    return policy


def _refuse_contradictions(policy: PolicyFile, name: str, text: YamlText) -> None:
    seen: dict[tuple[object, ...], int] = {}
    for index, rule in enumerate(policy.rules):
        other = seen.setdefault(rule.conditions(), index)
        if other != index and policy.rules[other].action is not rule.action:
            line = text.line(("rules", other))
            raise _wrong(
                name,
                text.line(("rules", index)),
                _("this rule contradicts the one of line {line}").format(line=line),
                _("Remove one of the two, or narrow it."),
            )


def _wrong(name: str, line: int, problem: str, remedy: str) -> ConfigError:
    return ConfigError(
        _("The policy {name} is wrong at line {line}: {problem}.").format(
            name=name, line=line, problem=problem
        ),
        _("Nothing is sent with a policy that cannot be read."),
        remedy,
    )
