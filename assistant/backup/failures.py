"""What can go wrong with backups, each with its message."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EDQUOT, EFBIG, ENOSPC

from assistant.errors import MissingError, StoreError, UserError
from assistant.i18n import _


def no_repository() -> MissingError:
    """Nothing of ours at the place."""
    return MissingError(
        _("There is no backup at this place."),
        _("Nothing was changed."),
        _("Check the path, put the disk in, or make one: hygie backup create --to FOLDER"),
    )


def other_format(newer: int) -> StoreError:
    """A repository of another format; `newer` is above 0 when a newer hygie made it."""
    if newer > 0:
        return StoreError(
            _("This backup was made by a newer hygie."),
            _("Nothing was changed."),
            _("Install the newer version, then restore."),
        )
    return StoreError(
        _("This backup was made by a hygie too old for this one to read."),
        _("Nothing was changed."),
        _("Restore it with the version that made it, then make a new backup."),
    )


def wrong_passphrase() -> StoreError:
    """The passphrase does not open the repository."""
    return StoreError(
        _("This is not the passphrase of the backup."),
        _("Nothing was changed."),
        _("Try again with the one it was made with (HYGIE_BACKUP_PASSPHRASE)."),
    )


def passphrase_needed() -> UserError:
    """No passphrase and no one to ask."""
    return UserError(
        _("The passphrase of the backup is needed, and there is no terminal to ask for it."),
        _("Nothing was changed."),
        _("Set {variable}.").format(variable="HYGIE_BACKUP_PASSPHRASE"),
    )


def damaged() -> StoreError:
    """A chunk or a snapshot is missing, cut short or changed."""
    return StoreError(
        _("The backup is damaged: a part of it is missing, cut short or changed."),
        _("Nothing was changed here."),
        _(
            "Make a new backup: it saves again what is still here. Or restore an earlier one "
            "(hygie backup list), or another copy of the folder."
        ),
    )


def header_lost() -> StoreError:
    """The header was changed or went, and its place cannot be written."""
    return StoreError(
        _(
            "The backup has lost its header or has a changed one: its passphrase does not open it any more."
        ),
        _("It could not be put back: the place cannot be written."),
        _("Make the place writable and verify again, or make a backup at another place."),
    )


def gone() -> StoreError:
    """The destination stopped answering."""
    return StoreError(
        _("The place of the backup cannot be written (any more): gone, full, or not allowed."),
        _("Earlier backups there are whole, and nothing here was changed."),
        _("Put the disk back or free some space, then run it again: it goes on where it stopped."),
    )


def here(number: int | None) -> StoreError:
    """The disk of the person's own data refuses; `number` is the system's error number."""
    if number in (ENOSPC, EDQUOT, EFBIG):
        return StoreError(
            _("The disk of your data is full: there is no room for the copies that this needs."),
            _("Your data was not changed."),
            _("Free some space, then try again."),
        )
    return StoreError(
        _("A folder of your data cannot be read or written: the system refuses."),
        _("Your data was not changed."),
        _("Check its permissions: hygie doctor"),
    )


def in_use() -> UserError:
    """A restore while another program writes to what would be moved aside."""
    return UserError(
        _("Another program has your history open: what it writes would be lost."),
        _("Nothing was changed."),
        _("Close hygie everywhere, then restore."),
    )


@contextmanager
def own_disk() -> Iterator[None]:
    """Turn errors of the disk of the person's own data into a StoreError."""
    try:
        yield
    except OSError as error:
        raise here(error.errno) from None


def nothing() -> UserError:
    """A backup of a home that holds nothing."""
    return UserError(_("There is nothing to save yet."), _("Nothing was written."))


def inside() -> UserError:
    """A destination within what is saved."""
    return UserError(
        _("A backup cannot lie within the folders that it saves."),
        _("Nothing was written."),
        _("Choose a folder on another disk, or at least elsewhere."),
    )


def not_empty() -> UserError:
    """A restore over existing data."""
    return UserError(
        _("There is data here already."),
        _("Nothing was changed."),
        _("Add --replace: what is here now is moved aside, not deleted."),
    )


def unknown_snapshot(number: int) -> MissingError:
    """No such backup in the repository."""
    return MissingError(
        _("There is no backup number {n} here.").format(n=number),
        action=_("List them: hygie backup list"),
    )


def nowhere() -> UserError:
    """No destination was named, now or before."""
    return UserError(
        _("No place for backups was chosen yet."),
        action=_("Name a folder, best on another disk: hygie backup create --to FOLDER"),
    )


def differs() -> StoreError:
    """What was restored is not what was saved."""
    return StoreError(
        _("What the backup gives back is not what was saved."),
        _("Nothing was changed here."),
        _("Make a new backup, and keep this folder to find out why."),
    )
