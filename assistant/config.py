"""Settings in layers: default < system file < own file < HYGIE_* variable < flag.

Read with the standard library alone: this runs before the first frame.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path

from assistant import paths
from assistant.errors import ConfigError
from assistant.folders import named_place
from assistant.i18n import N_, _

FILE_NAME = "hygie.toml"
SYSTEM_FILE = Path("/etc/hygie") / FILE_NAME


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person can choose; each field is a key of the file and HYGIE_<KEY> in the environment."""

    language: str = "auto"
    """Language of screens and messages: auto, fr or en."""
    model: str = "auto"
    """Model name, or auto: the embedded one."""
    team_proxy: str = ""
    """Address of the team's proxy, whose models are called team/NAME; its key: HYGIE_TEAM_KEY."""
    company_terms: str = ""
    """File of the company's own terms, one a line; empty: company.txt beside the settings."""
    profile: str = "individual"
    """Built-in rules to start from: individual, company or strict."""
    company_policy: str = ""
    """The company's signed rules; empty: policy.company.yaml beside the settings, if there is one."""
    policy_key: str = ""
    """The company's public key, with which its rules must be signed."""
    team_policy: str = ""
    """A team's rules, after the company's; empty: policy.team.yaml beside the settings, if any."""
    presidio_registry: str = ""
    """A Presidio registry (YAML) whose recognisers take part; empty: none."""
    ner: str = "model"
    """What finds people, organisations and places: model (hygie's own), spacy, or both together."""
    review: str = "found"
    """When a request is shown before it is sent: always, found (something was found), never."""
    enter: str = "newline"
    """What Enter does in the composer: newline or send."""
    theme: str = "hygie"
    """Name of a Textual theme."""
    history: str = "on"
    """Whether exchanges are kept, encrypted: on, or off (counts alone)."""
    keep_days: str = "always"
    """After how many days without use a conversation is deleted: always, or a number."""
    vault_days: str = "always"
    """After how many days without use a vault file of `protect` expires: always kept, or a number."""
    store_key: str = "auto"
    """Where the key of the history may be: auto (keyring, passphrase), file (also a plain file)."""
    quiet_hours: str = "none"
    """When hygie reminds of rest, as 19:00-08:00; none: never."""
    pause_after: str = "none"
    """After how many minutes of work it proposes a pause; none: never."""


BINDING = frozenset({"company_policy", "policy_key", "company_terms", "profile"})
"""What a machine's administrator sets in the system's file binds everyone on it."""

CHOICES = {
    "language": ("auto", "fr", "en"),
    "profile": ("individual", "company", "strict"),
    "ner": ("model", "spacy", "both"),
    "review": ("always", "found", "never"),
    "history": ("on", "off"),
    "store_key": ("auto", "file"),
    "enter": ("newline", "send"),
}
_FORMS = {
    "team_proxy": (r"|https?://[^\s/]+(?:/\S*)?", N_("an address, as https://hygie.example.org")),
    "keep_days": (r"always|[1-9]\d{0,4}", N_("always, or a number of days, as 365")),
    "vault_days": (r"always|[1-9]\d{0,4}", N_("always, or a number of days, as 30")),
    "quiet_hours": (
        r"none|([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d",
        N_("none, or two times of day, as 19:00-08:00"),
    ),
    "pause_after": (r"none|[1-9]\d{0,2}", N_("none, or a number of minutes, as 50")),
}


@dataclass(frozen=True, slots=True)
class Layered:
    """Settings with the origin of each: « default », a file's path, a variable or « flag »."""

    settings: Settings
    origins: Mapping[str, str]


def load(flags: Mapping[str, str] | None = None) -> Layered:
    """Return the settings; raises ConfigError with the key, the place and the nearest name."""
    values: dict[str, str] = {}
    origins = {field.name: "default" for field in fields(Settings)}
    for path in (SYSTEM_FILE, paths.config_dir() / FILE_NAME):
        for key, value in _read(path).items():
            values[key] = _valid(key, value, str(path))
            origins[key] = str(path)
    for key in origins:
        name = f"HYGIE_{key.upper()}"
        if name in os.environ:
            values[key], origins[key] = _valid(key, os.environ[name], name), name
    if spoken := os.environ.get("HYGIE_LANG"):
        values["language"] = "fr" if spoken.lower().startswith("fr") else "en"
        origins["language"] = "HYGIE_LANG"
    for key, value in (flags or {}).items():
        values[key], origins[key] = _valid(key, value, "flag"), "flag"
    for key, value in _read(SYSTEM_FILE).items():
        if key in BINDING:
            values[key], origins[key] = _valid(key, value, str(SYSTEM_FILE)), str(SYSTEM_FILE)
    return Layered(Settings(**values), origins)


def again(layered: Layered) -> Layered:
    """Return the settings as they are now, what the command line said still in force."""
    return load(flags(layered))


def flags(layered: Layered) -> dict[str, str]:
    """Return what the command line said."""
    names = (key for key, origin in layered.origins.items() if origin == "flag")
    return {name: str(getattr(layered.settings, name)) for name in names}


def defaults() -> Layered:
    """Return the settings of someone who chose nothing."""
    return Layered(Settings(), {field.name: "default" for field in fields(Settings)})


def company_terms(settings: Settings) -> Path | None:
    """Return the company's list, or None; raises ConfigError if a named one is missing."""
    if not settings.company_terms:
        path = paths.config_dir() / "company.txt"
        return path if path.is_file() else None
    path = named_place(settings.company_terms)
    if not path.is_file():
        raise ConfigError(
            _("The company's list of terms does not exist."),
            _("Without it its terms would go unseen, so nothing is sent."),
            _("Correct company_terms in the settings: hygie config show --origin"),
        )
    return path


def presidio_registry(settings: Settings) -> Path | None:
    """Return the Presidio registry that was named, or None; raises ConfigError if it is missing."""
    if not settings.presidio_registry:
        return None
    path = named_place(settings.presidio_registry)
    if not path.is_file():
        raise ConfigError(
            _("The Presidio registry {name} does not exist.").format(name=path.name),
            _("Without it its findings would go unseen, so nothing is sent."),
            _("Correct presidio_registry in the settings: hygie config show --origin"),
        )
    return path


def valid(key: str, value: str) -> str:
    """Return a value for a setting as it may be written; raises ConfigError."""
    return _valid(key, value, str(paths.config_dir() / FILE_NAME))


def _read(path: Path) -> dict[str, object]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            _("The settings in {path} cannot be read ({reason}).").format(
                path=path, reason=type(error).__name__
            ),
            action=_("Check the file's permissions and encoding (UTF-8)."),
        ) from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            _("The settings in {path} are not valid TOML.").format(path=path),
            str(error),
            _("Correct the line, or rename the file to start from the defaults."),
        ) from None


def _valid(key: str, value: object, origin: str) -> str:
    names = [field.name for field in fields(Settings)]
    if key not in names:
        near = get_close_matches(key, names, 1)
        known = _("There are: {names}.").format(names=", ".join(names))
        hint = _("Did you mean {name}?").format(name=near[0]) if near else known
        raise ConfigError(
            _("Unknown setting {key} in {origin}.").format(key=key, origin=origin), action=hint
        )
    if key in CHOICES and value not in CHOICES[key]:
        raise _wrong(key, origin, ", ".join(CHOICES[key]))
    if not isinstance(value, str):
        raise _wrong(key, origin, _("text"))
    if key in _FORMS and not re.fullmatch(_FORMS[key][0], value):
        raise _wrong(key, origin, _(_FORMS[key][1]))
    return value


def _wrong(key: str, origin: str, allowed: str) -> ConfigError:
    return ConfigError(
        _("Wrong value for {key} in {origin}.").format(key=key, origin=origin),
        action=_("Allowed: {allowed}.").format(allowed=allowed),
    )
