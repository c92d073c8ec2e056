"""Is there a safety copy, is it recent, is its place still there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from assistant import backup_wiring, store_wiring
from assistant.doctor.results import Home, Result, notice, ok
from assistant.errors import HygieError
from assistant.i18n import _
from assistant.store.store import Store, exists, open_store

_OLD = 14 * 86_400


def recent(home: Home) -> Iterator[Result]:
    """A backup was made in the last two weeks, and its place can be reached."""
    if not exists(home.data):
        return
    source = store_wiring.key_source(home.settings, home.passphrase)
    try:
        with closing(open_store(home.data, source)) as store:
            known = store.meta.get("backup") or {}
            lost = bool(known) and _lost(Path(known["folder"]), store)
    except HygieError:
        return  # told by the check of the store
    if not known:
        yield notice(
            "backup.none", _("There is no backup."), _("Make one: hygie backup create --to FOLDER")
        )
        return
    if not Path(known["folder"]).is_dir():
        yield notice(
            "backup.place", _("The place of your backups is not there."),
            _("Put the disk back, or choose another place: hygie backup create --to FOLDER"),
        )  # fmt: skip
    elif lost:
        yield notice(
            "backup.lost", _("The last backup is not at its place any more."),
            _("See what is there: hygie backup list. Make one: hygie backup create"),
        )  # fmt: skip
    days = int(max(0.0, time.time() - known["at"]) // 86_400)
    told = _("age of the last backup, in days: {n}").format(n=days)
    if days * 86_400 > _OLD:
        yield notice("backup.old", told, "hygie backup create")
    else:
        yield ok("backup", told)


def _lost(folder: Path, store: Store) -> bool:
    """Whether a place that can be reached has not the last backup that was made there."""
    there = backup_wiring.remembered(folder, store) if folder.is_dir() else None
    return folder.is_dir() and (there is None or there.lost)
