"""Settings, added models, the company's terms; keys that lie about in clear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from assistant import config, policy_wiring
from assistant.doctor.results import Home, Result, fault, of_error, ok
from assistant.errors import HygieError
from assistant.i18n import _
from assistant.models.own_cards import FILE_NAME as MODELS
from assistant.models.own_cards import own_cards

_SECRET = re.compile(
    r"(?i)(?:api[_-]?key|token|secret|password|passphrase)\s*=\s*[\"'][^\"']{8,}|\bsk-[\w-]{16,}"
)
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def settings_file(home: Home) -> Iterator[Result]:
    """The settings can be read, and name nothing unknown."""
    try:
        config.load()
    except HygieError as error:
        yield of_error("settings.file", error)
    else:
        yield ok("settings.file", _("the settings are sound"))


def terms(home: Home) -> Iterator[Result]:
    """The company's list of terms is there and can be read."""
    try:
        path = config.company_terms(home.settings)
        if path is not None:
            path.read_text(encoding="utf-8")
    except HygieError as error:
        yield of_error("settings.terms", error)
    except (OSError, UnicodeDecodeError):
        yield fault(
            "settings.terms", _("The company's list of terms cannot be read."),
            _("Save it as plain text in UTF-8, one term a line."),
        )  # fmt: skip


def policy(home: Home) -> Iterator[Result]:
    """Every layer of the rules can be read, and the company's bears its signature."""
    try:
        policy_wiring.policy(home.settings)
    except HygieError as error:
        yield of_error("settings.policy", error)


def added_models(home: Home) -> Iterator[Result]:
    """Added models are complete, and what is sent to them is not sent in clear."""
    try:
        cards = own_cards()
    except HygieError as error:
        yield of_error("settings.models", error)
        return
    for card in cards:
        place = urlsplit(card.api_base or "")
        if place.scheme == "http" and place.hostname not in _LOOPBACK:
            yield fault(
                "network.cleartext",
                _(
                    "The model {name} is reached over http: what is sent can be read on the way."
                ).format(name=card.name),
                _("Give its address with https in {file}.").format(file=MODELS),
            )


def secrets_in_files(home: Home) -> Iterator[Result]:
    """No key or password stands in a settings file."""
    for path in sorted(home.config.glob("*.toml")):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        if _SECRET.search(text):
            yield fault(
                "settings.secret",
                _("A key or a password stands in clear in {name}.").format(name=path.name),
                _("Take it out, renew it at the provider, and keep the new one in your keyring."),
            )
