"""Reads the layers of the policy: profile, the company's signed rules, the team's, the person's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant import paths
from assistant.config import Settings
from assistant.errors import ConfigError
from assistant.folders import named_place
from assistant.i18n import _

if TYPE_CHECKING:
    from guards.policy.decisions import Policy
    from guards.policy.model import PolicyFile

SIGNATURE = ".sig"
"""What a signature's file is called: the policy's name and this."""

_OWN, _COMPANY, _TEAM = "policy.yaml", "policy.company.yaml", "policy.team.yaml"


def policy(settings: Settings) -> Policy:
    """Return the rules in force; raises ConfigError or MissingError when a layer cannot be trusted."""
    from guards.policy.decisions import Policy

    company, team = _place(settings.company_policy, _COMPANY), _place(settings.team_policy, _TEAM)
    others = [_signed(company, settings.policy_key)] if company else []
    others += [_read(team)] if team else []
    own = _place("", _OWN)
    return Policy(others, _read(own) if own else None, _profile(settings.profile))


def _profile(name: str) -> PolicyFile | None:
    """The profile's rules; those of the individual one are built in and need no file."""
    if name == "individual":
        return None
    from guards.policy.reading import profile

    return profile(name)


def _read(path: Path) -> PolicyFile:
    from guards.policy.reading import read

    return read(path)


def _place(named: str, usual: str) -> Path | None:
    """The file of a layer; one that was named must exist, and reading it says so."""
    if named:
        return named_place(named)
    path = paths.config_dir() / usual
    return path if path.is_file() else None


def verified(path: Path, key: str) -> PolicyFile:
    """Return a policy whose signature beside it fits a public key; raises ConfigError or MissingError."""
    from guards.policy.reading import content, parse
    from guards.policy.signing import verify

    data = content(path)
    signature = content(path.with_name(path.name + SIGNATURE)).decode("ascii", "replace")
    verify(data, signature, key)
    return parse(data, path.name)


def _signed(path: Path, key: str) -> PolicyFile:
    if not key:
        raise ConfigError(
            _("The company's policy {name} cannot be verified: no key is set.").format(
                name=path.name
            ),
            _("It is not used and nothing is sent."),
            _("Set policy_key to the company's public key: hygie config path"),
        )
    return verified(path, key)
