"""What can go wrong with the base, each with its message; none holds a name or text of the person."""

from __future__ import annotations

from assistant.errors import MissingError, StoreError
from assistant.i18n import _


def newer() -> StoreError:
    """The base was written by a newer hygie."""
    return StoreError(
        _("This knowledge base was made by a newer hygie."),
        _("It was not touched."),
        _("Install the newer version, or choose another place with HYGIE_HOME."),
    )


def damaged() -> StoreError:
    """SQLite says that the file is damaged or is no database."""
    return StoreError(
        _("The knowledge base cannot be read: its file is damaged or is not a knowledge base."),
        _("Your own files are untouched."),
        _("Restore a copy, or move the file away and add your folders again."),
    )


def wrong_key() -> StoreError:
    """The file is encrypted and the key does not open it."""
    return StoreError(
        _("The knowledge base is encrypted and this key does not open it."),
        _("Nothing was changed."),
        _("Set HYGIE_PASSPHRASE as when it was encrypted, or unlock your keyring."),
    )


def full() -> StoreError:
    """The disk is full."""
    return StoreError(
        _("The disk is full: the knowledge base could not be written."),
        _("What was taken in before is safe."),
        _("Free some space, then run: hygie knowledge sync"),
    )


def busy() -> StoreError:
    """Another program holds the base for too long."""
    return StoreError(
        _("Another program is writing to the knowledge base."),
        _("Nothing was lost."),
        _("Wait until it is done, then try again."),
    )


def unwritable() -> StoreError:
    """The system forbids writing there."""
    return StoreError(
        _("The knowledge base cannot be written here."),
        _("The system refuses: its permissions or its disk."),
        _("Check the permissions, or choose another place with HYGIE_HOME."),
    )


def no_full_text() -> StoreError:
    """This Python's SQLite lacks FTS5."""
    return StoreError(
        _("This Python's SQLite has no full text search (FTS5)."),
        action=_("Use another Python build, for instance the one uv installs."),
    )


def unknown_document() -> MissingError:
    """No such document in the base."""
    return MissingError(
        _("This document is not in the knowledge base."),
        action=_("List what is there: hygie knowledge status --files"),
    )


def unknown_part() -> MissingError:
    """The document has no heading or block of this name."""
    return MissingError(
        _("The document has no heading or block of this name."),
        action=_("Print the whole document: hygie knowledge show DOCUMENT"),
    )


def unknown_passage() -> MissingError:
    """No such passage in the base."""
    return MissingError(
        _("This passage is not in the knowledge base (any more)."),
        action=_("Search again: hygie knowledge search"),
    )
