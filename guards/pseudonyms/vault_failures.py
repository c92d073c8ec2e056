"""What can go wrong with a vault file, each with its message; none holds text of the person's."""

from __future__ import annotations

from assistant.errors import MissingError, StoreError
from assistant.i18n import _


def missing() -> MissingError:
    """There is no such file."""
    return MissingError(
        _("This vault does not exist."),
        _("Nothing was restored."),
        _("Give the vault that was made by: hygie protect --vault"),
    )


def no_vault() -> StoreError:
    """The file is something else."""
    return StoreError(
        _("This file is no vault."),
        _("It was left as it is, and nothing is given out."),
        _("Give the vault that was made by: hygie protect --vault"),
    )


def newer() -> StoreError:
    """The vault was written by a newer hygie."""
    return StoreError(
        _("This vault was written by a newer hygie."),
        _("It was left as it is, and nothing is given out."),
        _("Install the newer version, or protect the text again with another vault."),
    )


def wrong_key() -> StoreError:
    """The vault is locked for this key; the salt or the check in its head may be damaged as well."""
    return StoreError(
        _("This is not the key of this vault."),
        _("It was left as it is, and nothing is given out."),
        _("Use the key or the passphrase it was made with (HYGIE_PASSPHRASE)."),
    )


def damaged() -> StoreError:
    """The content is not what was written."""
    return StoreError(
        _("This vault is damaged."),
        _("It was left as it is, and nothing is given out."),
        _("Put it back from a copy, or protect the text again with another vault."),
    )


def expired() -> StoreError:
    """The vault's time is over; it has been wiped."""
    return StoreError(
        _("This vault had expired: its values have been wiped."),
        _("Nothing can be restored from it any more."),
        _("Protect the text again; vault_days in the settings says how long vaults are kept."),
    )


def unreadable(reason: str | None) -> StoreError:
    """The system does not give the file."""
    return StoreError(
        _("The vault cannot be read ({reason}).").format(reason=reason),
        _("It was left as it is, and nothing is given out."),
        _("Check the path and the rights of the file."),
    )


def unwritable(reason: str | None) -> StoreError:
    """The system does not take the file."""
    return StoreError(
        _("The vault cannot be written ({reason}).").format(reason=reason),
        _("Without it nothing could be restored, so nothing is given out."),
        _("Free some space or choose another place."),
    )
