"""Reads a policy file; what is wrong is named with its line and a remedy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml
from pydantic import ValidationError

from assistant.errors import ConfigError, MissingError
from assistant.i18n import _
from assistant.os_reasons import reason
from assistant.yaml_content import content_of
from assistant.yaml_faults import doubled, fault_of
from guards.policy.model import PolicyFile

PROFILES = ("individual", "company", "strict")
_FOLDER = Path(__file__).parent / "profiles"
_MAX_BYTES = 1_000_000
_SHOWN = 40


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
    try:
        if len(data) > _MAX_BYTES:
            raise _wrong(
                name, 1, _("the file is too large"), _("A policy needs a few hundred lines.")
            )
        text = data.decode("utf-8")
        tree = yaml.compose(text, yaml.SafeLoader)
        _refuse_doubles(tree, name)
        found = content_of(text)
    except UnicodeDecodeError:
        raise _wrong(name, 1, _("the file is not UTF-8"), _("Save it as UTF-8.")) from None
    except yaml.YAMLError as error:
        raise _not_yaml(error, name, data.decode("utf-8")) from None
    except RecursionError:
        raise _wrong(
            name, 1, _("it is nested too deeply"), _("Check brackets and indentation.")
        ) from None
    try:
        policy = PolicyFile.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise _wrong(
            name,
            _line(tree, first["loc"]),
            f"{where}: {first['msg']}",
            _("See: hygie policy show --schema"),
        ) from None
    _refuse_contradictions(policy, name, tree)
    return policy


def _refuse_doubles(tree: yaml.Node | None, name: str) -> None:
    if twice := doubled(tree):
        key, line = twice
        problem = _("{key} is given twice").format(key=key[:_SHOWN])
        raise _wrong(name, line, problem, _("Remove one of the two, or narrow it."))


def _not_yaml(error: yaml.YAMLError, name: str, text: str) -> ConfigError:
    """Return what is wrong with a text that is not YAML, and where."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _wrong(name, 1, _("not YAML"), _("Check indentation and colons."))
    fault = fault_of(error, text)
    if fault.quote:
        problem = _("a quote is opened here that is closed too late, or never")
        return _wrong(name, fault.line, problem, _("Close it, or leave the quotes out."))
    problem = error.problem or _("not YAML")
    return _wrong(name, fault.line, problem, _("Check indentation and colons."))


def _refuse_contradictions(policy: PolicyFile, name: str, tree: yaml.Node | None) -> None:
    seen: dict[tuple[object, ...], int] = {}
    for index, rule in enumerate(policy.rules):
        other = seen.setdefault(rule.conditions(), index)
        if other != index and policy.rules[other].action is not rule.action:
            raise _wrong(
                name,
                _line(tree, ("rules", index)),
                _("this rule contradicts the one of line {line}").format(
                    line=_line(tree, ("rules", other))
                ),
                _("Remove one of the two, or narrow it."),
            )


def _line(tree: yaml.Node | None, place: Sequence[int | str]) -> int:
    """The line where a place of the content stands; the nearest one above it that exists."""
    node = tree
    line = node.start_mark.line + 1 if node else 1
    for step in place:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        elif (
            isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value)
        ):
            node = node.value[step]
        else:
            node = None
        if node is None:
            return line
        line = node.start_mark.line + 1
    return line


def _wrong(name: str, line: int, problem: str, remedy: str) -> ConfigError:
    return ConfigError(
        _("The policy {name} is wrong at line {line}: {problem}.").format(
            name=name, line=line, problem=problem
        ),
        _("Nothing is sent with a policy that cannot be read."),
        remedy,
    )
