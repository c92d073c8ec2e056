"""What can go wrong with the store, each with its message; none holds text of the person's."""

from __future__ import annotations

from assistant.errors import MissingError, StoreError, StoreLocked, WrongPassphrase
from assistant.i18n import _


def no_key() -> StoreError:
    """Neither keyring nor passphrase, and no key file was chosen."""
    return StoreLocked(
        _("There is no key for your history: no keyring here, and no passphrase was given."),
        _("Nothing is written in clear, so nothing is kept."),
        _(
            "Unlock your keyring, set HYGIE_PASSPHRASE, or accept a key that lies in a plain file: "
            "hygie config set store_key file"
        ),
    )


def keyring_locked() -> StoreError:
    """The key is in a keyring that does not give it."""
    return StoreError(
        _("The keyring that holds the key of your history is locked, or is not there."),
        _("Your data is untouched and stays encrypted."),
        _("Unlock the keyring and try again; or restore a backup: hygie backup restore"),
    )


def passphrase_needed() -> StoreError:
    """The store has a passphrase and none was given."""
    return StoreLocked(
        _("Your history is under a passphrase, and none was given."),
        _("Your data is untouched and stays encrypted."),
        _("Set HYGIE_PASSPHRASE, or run the command in a terminal, which asks for it."),
    )


def wrong_passphrase() -> StoreError:
    """The passphrase does not unwrap the key."""
    return WrongPassphrase(
        _("This is not the passphrase of your history."),
        _("Nothing was changed."),
        _("Try again with the one it was made with (HYGIE_PASSPHRASE)."),
    )


def key_file_gone() -> StoreError:
    """The plain key file has gone or does not fit."""
    return StoreError(
        _("The plain key file of your history is missing, or is not the one it was made with."),
        _("Your data is untouched and stays encrypted."),
        _("Put the file back from a copy, or restore a backup: hygie backup restore"),
    )


def key_missing() -> StoreError:
    """A store without its wrapped key."""
    return StoreError(
        _("Your history is there but its key file (store.key) is not."),
        _("Nothing was changed; a new key would not open it."),
        _("Put store.key back from a copy, or restore a backup: hygie backup restore"),
    )


def key_damaged() -> StoreError:
    """The wrapped key cannot be read."""
    return StoreError(
        _("The key file of your history (store.key) is damaged, or is from a newer hygie."),
        _("Your data is untouched and stays encrypted."),
        _("Put store.key back from a copy, or restore a backup: hygie backup restore"),
    )


def newer() -> StoreError:
    """The store was written by a newer hygie."""
    return StoreError(
        _("Your history was written by a newer hygie."),
        _("Your data was not touched."),
        _("Install the newer version, or choose another place with HYGIE_HOME."),
    )


def damaged() -> StoreError:
    """SQLCipher found pages that are not what was written."""
    return StoreError(
        _("The file of your history is damaged."),
        _("What can still be read was left as it is; nothing was written."),
        _("See what is wrong: hygie doctor. Restore a backup: hygie backup restore"),
    )


def full() -> StoreError:
    """The disk is full."""
    return StoreError(
        _("The disk is full: your history could not be written."),
        _("What was kept before is safe."),
        _("Free some space, then try again."),
    )


def busy() -> StoreError:
    """Another program holds the store for too long."""
    return StoreError(
        _("Another program is writing to your history."),
        _("Nothing was lost."),
        _("Wait until it is done, then try again."),
    )


def unwritable() -> StoreError:
    """The system forbids writing there."""
    return StoreError(
        _("Your history cannot be written here."),
        _("The system refuses: its permissions or its disk."),
        _("Check the permissions, or choose another place with HYGIE_HOME."),
    )


def moved_value() -> StoreError:
    """A sealed value does not belong to its row."""
    return StoreError(
        _("A hidden value was changed or moved since it was kept."),
        _("Nothing is restored from this conversation."),
        _("Restore a backup: hygie backup restore"),
    )


def unknown_conversation(name: str) -> MissingError:
    """No conversation of this name, or several."""
    return MissingError(
        _("No conversation, or more than one, is called “{name}”.").format(name=name),
        action=_("List them: hygie history list"),
    )


def unknown_turn(number: int) -> MissingError:
    """The conversation has no such turn."""
    return MissingError(
        _("This conversation has no turn {number}.").format(number=number),
        action=_("See its turns: hygie history show ID"),
    )
