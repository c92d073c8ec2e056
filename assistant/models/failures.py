"""Why a model did not answer, and what the person is told; a provider's own words are never shown.

They may quote what was sent, so messages are written here from the reason alone. A team's hygie proxy is no provider:
what it says of a limit that was reached holds figures alone, and is shown.
"""

from __future__ import annotations

from enum import StrEnum

from assistant.errors import ModelError, ModelInterrupted, ModelRefused, ModelUnavailable
from assistant.i18n import _
from assistant.models.cards import ModelCard


class Reason(StrEnum):
    """What went wrong between hygie and a model."""

    KEY = "key"
    MODEL = "model"
    LENGTH = "length"
    FILTER = "filter"
    BUSY = "busy"
    QUOTA = "quota"
    LIMIT = "limit"
    SERVER = "server"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    BROKEN = "broken"
    REQUEST = "request"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    CUT = "cut"
    INTERNAL = "internal"


# Reasons that pass by themselves, before any text came.
TRANSIENT = frozenset({Reason.BUSY, Reason.LIMIT, Reason.SERVER, Reason.TIMEOUT, Reason.BROKEN})


def title(reason: Reason, card: ModelCard) -> str:
    """Say in one sentence what happened."""
    return {
        Reason.KEY: _("{model} refused the key."),
        Reason.MODEL: _("{model} is not known to its service."),
        Reason.LENGTH: _("The text is too long for {model}."),
        Reason.FILTER: _("The content filter of {model} refused the text."),
        Reason.BUSY: _("{model} receives too many requests."),
        Reason.QUOTA: _("The account's credit for {model} is used up."),
        Reason.LIMIT: _("{model}: your limit is used up."),
        Reason.SERVER: _("{model} has a failure on its side."),
        Reason.TIMEOUT: _("{model} did not answer in time."),
        Reason.UNREACHABLE: _("{model} cannot be reached."),
        Reason.BROKEN: _("The connection to {model} broke off."),
        Reason.REQUEST: _("{model} refused the request."),
        Reason.UNREADABLE: _("{model} sent something that is not an answer."),
        Reason.EMPTY: _("{model}: the model returned nothing."),
        Reason.CUT: _("{model} reached the longest answer it may give."),
        Reason.INTERNAL: _("{model} could not be called."),
    }[reason].format(model=card.title)


def unavailable(
    reason: Reason, card: ModelCard, wait: float | None = None, said: str = ""
) -> ModelError:
    """Return the error for an answer that never began; `wait` is what the provider asks (s).

    `said` is what a hygie proxy says of a limit: which one, how much was used, when it begins anew.
    """
    detail = _("Nothing more was sent.")
    if reason is Reason.UNREACHABLE and card.api_base:
        detail = _("No one answers at {address}. Nothing more was sent.").format(
            address=card.api_base
        )
    if wait:
        detail = _("It asks to wait {seconds} s. Nothing more was sent.").format(
            seconds=round(wait)
        )
    error = ModelUnavailable(title(reason, card), said or detail, _action(reason, card))
    error.transient = reason in TRANSIENT
    return error


def without_address(card: ModelCard) -> ModelError:
    """Return the error for a server of one's own whose address nobody gave: it would be somebody else's."""
    return ModelUnavailable(
        _("The address of {model} is missing.").format(model=card.title),
        _("Nothing was sent."),
        _("Give its address as api_base in your models.toml."),
    )


def without_key(card: ModelCard) -> ModelError:
    """Return the error for a service that has no key here: litellm would tell of a failure on its side."""
    return ModelUnavailable(
        _("There is no key for {model}.").format(model=card.title),
        _("Nothing was sent."),
        _(
            "Set {key}, keep one in the keyring (keyring set hygie {provider}), or choose another model: hygie models"
        ).format(key=card.key_env, provider=card.provider),
    )


def without_odds(card: ModelCard) -> ModelError:
    """Return the error for a model that replies with a text only; it would be taken for odds."""
    return ModelRefused(
        _("{model} does not tell how likely its words are.").format(model=card.title),
        _("Nothing was sent."),
        _("Choose the embedded model."),
    )


def interrupted(reason: Reason, card: ModelCard) -> ModelError:
    """Return the error for an answer that broke off after its first words."""
    return ModelInterrupted(
        _("The answer broke off."),
        title(reason, card) + " " + _("What came is incomplete; nothing more was sent."),
        _("Ask again, or go on with what came."),
    )


def _action(reason: Reason, card: ModelCard) -> str:
    again = _("Try again in a moment, or choose another model.")
    return {
        Reason.KEY: _("Check {key}, or the key kept in the keyring.").format(
            key=card.key_env or _("the key")
        ),
        Reason.MODEL: _("Check the model's name, or choose another model."),
        Reason.LENGTH: _("Shorten the text, or choose a model with a larger context."),
        Reason.FILTER: _("Word the request differently, or choose another model."),
        Reason.QUOTA: _("Add credit to the account, or choose another model."),
        Reason.LIMIT: _(
            "Wait until then, or choose another model; who runs the proxy sets the limit."
        ),
        Reason.UNREACHABLE: _("Check that the service runs and that the address is right.")
        if card.api_base
        else _("Check the network connection."),
        Reason.REQUEST: _("Choose another model, or change its settings."),
        Reason.UNREADABLE: _("Check that the address is that of a model service."),
    }.get(reason, again)
