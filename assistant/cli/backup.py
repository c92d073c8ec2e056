"""`hygie backup`: create, list, verify, restore, prune, schedule."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from contextlib import closing, nullcontext
from pathlib import Path

from assistant import backup_wiring, figures, paths, store_wiring
from assistant.backup import restoring, schedule
from assistant.backup.repository import Repository
from assistant.backup.snapshots import Snapshot
from assistant.cli import passphrases
from assistant.cli.history_output import moment
from assistant.cli.output import note, print_json, progress_bar
from assistant.config import Layered, Settings
from assistant.errors import Exit, StoreError, UserError
from assistant.folders import named_place
from assistant.i18n import gettext as _
from assistant.os_reasons import reason
from assistant.store import key as keys
from assistant.store.store import Store
from assistant.types import Private

_VARIABLE = "HYGIE_BACKUP_PASSPHRASE"


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Carry out one verb."""
    if options.verb == "schedule":
        return _schedule(options)
    store = _store(options, layered.settings)
    with closing(store) if store else nullcontext():
        return _VERBS[options.verb](options, layered.settings, store)


def _store(options: argparse.Namespace, settings: Settings) -> Store | None:
    """The store, if there is one; a restore goes without a store that does not open."""
    try:
        return backup_wiring.store_if_any(settings, passphrases.of_history)
    except StoreError:
        if options.verb == "create" or not options.folder:
            raise
        return None


def _create(options: argparse.Namespace, settings: Settings, store: Store | None) -> int:
    folder = _folder(options, store)
    _several(options.keep)
    _mend(folder, store)
    _warn(backup_wiring.remembered(folder, store))
    done = backup_wiring.made(
        folder, store, _opening, _choosing, time.time(), progress_bar(_("hygie: saving"))
    )
    dropped = _repository(options, store).prune(options.keep)[0] if options.keep else 0
    if options.json:
        print_json({
            "number": done.snapshot.number, "files": len(done.snapshot.files), "bytes": done.snapshot.size,
            "written": done.written, "seconds": round(done.seconds, 2), "dropped": dropped,
        })  # fmt: skip
        return Exit.OK
    message = _("backup {n}: {files} files, {size}, of which {new} were new")
    print(
        message.format(
            n=done.snapshot.number, files=len(done.snapshot.files), size=figures.size(done.snapshot.size),
            new=figures.size(done.written),
        )
    )  # fmt: skip
    if done.snapshot.number == 1:
        note(_("keep its passphrase apart from this machine: nothing opens it without"))
    return Exit.OK


def _list(options: argparse.Namespace, settings: Settings, store: Store | None) -> int:
    repository = _repository(options, store)
    found = {number: _opened(repository, number) for number in repository.numbers()}
    if options.json:
        rows = [
            {"number": n, "at": s.at, "files": len(s.files), "bytes": s.size, "version": s.version}
            if s else {"number": n, "damaged": True}
            for n, s in found.items()
        ]  # fmt: skip
        print_json({"folder": str(repository.folder), "backups": rows})
        return Exit.OK
    for number, each in found.items():
        told = _in_short(each) if each else _("damaged")
        print(f"{number:>6}  {told}")
    return Exit.OK


def _opened(repository: Repository, number: int) -> Snapshot | None:
    """One backup of a list, or None: a damaged one does not hide the others."""
    try:
        return repository.snapshot(number)
    except StoreError:
        return None


def _in_short(each: Snapshot) -> str:
    return f"{moment(each.at)}  {len(each.files):>6}  {figures.size(each.size):>10}"


def _verify(options: argparse.Namespace, settings: Settings, store: Store | None) -> int:
    _mend(_folder(options, store), store)
    repository = _repository(options, store)
    snapshot = repository.snapshot(options.number)
    done = restoring.rehearse(
        repository, snapshot, paths.data_dir(), progress_bar(_("hygie: trying the backup out"))
    )
    return _told(options, done, _("backup {n} gives everything back: {files} files, {size}"))


def _restore(options: argparse.Namespace, settings: Settings, store: Store | None) -> int:
    repository = _repository(options, store)
    if store is not None:
        store.close()
    snapshot = repository.snapshot(options.number)
    done = restoring.restore(
        repository, snapshot, backup_wiring.roots(),
        store_wiring.key_source(settings, passphrases.of_history), replace=options.replace,
        progress=progress_bar(_("hygie: restoring")),
    )  # fmt: skip
    backup_wiring.after_restore(dict(snapshot.keys.reveal()))
    if done.aside:
        note(
            _("what was here is now in {path}; delete it when all is well").format(path=done.aside)
        )
    return _told(options, done, _("backup {n} is restored: {files} files, {size}"))


def _told(options: argparse.Namespace, done: restoring.Restored, message: str) -> int:
    snapshot = done.snapshot
    if options.json:
        print_json({
            "number": snapshot.number, "files": len(snapshot.files), "bytes": snapshot.size,
            "records": snapshot.records.get("tables", {}), "seconds": round(done.seconds, 2),
        })  # fmt: skip
    else:
        print(
            message.format(
                n=snapshot.number, files=len(snapshot.files), size=figures.size(snapshot.size)
            )
        )
    return Exit.OK


def _prune(options: argparse.Namespace, settings: Settings, store: Store | None) -> int:
    _several(options.keep)
    dropped, chunks = _repository(options, store).prune(options.keep)
    if options.json:
        print_json({"dropped": dropped, "chunks": chunks})
    else:
        print(_("backups deleted: {n}").format(n=dropped))
    return Exit.OK


def _schedule(options: argparse.Namespace) -> int:
    if keys.wrapped_by(paths.data_dir()) is keys.WrappedBy.PASSPHRASE:
        note(_(
            "your history is under a passphrase, which a timer cannot type: give it to the session with "
            "systemctl --user import-environment HYGIE_PASSPHRASE, or let the keyring guard the key "
            "(hygie history key --by keyring)"
        ))  # fmt: skip
    files = schedule.files(options.every, os.environ.get("HYGIE_HOME"))
    if options.json:
        print_json({"files": {str(path): text for path, text in files.items()}})
    for path, text in files.items():
        if options.write:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            except OSError as error:
                raise UserError(
                    _("The file cannot be written ({reason}).").format(reason=reason(error))
                ) from None
            note(_("written: {path}").format(path=path))
        elif not options.json:
            print(f"# {path}\n{text}")
    note(_("switch it on with: {command}").format(command=schedule.switch_on()))
    return Exit.OK


def _several(keep: int | None) -> None:
    if keep is not None and keep < 1:
        raise UserError(_("At least one backup stays."), _("Nothing was deleted."))


def _folder(options: argparse.Namespace, store: Store | None) -> Path:
    if options.folder:
        return named_place(options.folder).absolute()
    return backup_wiring.known_folder(store)


def _repository(options: argparse.Namespace, store: Store | None) -> Repository:
    repository = backup_wiring.opened(_folder(options, store), store, _opening)
    _warn(repository)
    return repository


def _mend(folder: Path, store: Store | None) -> None:
    if backup_wiring.mended(folder, store):
        note(
            _(
                "the header of the backup was changed or lost: it was put back, or its passphrase would not open it"
            )
        )


def _warn(repository: Repository | None) -> None:
    if repository is not None and repository.lost:
        message = _("backup {n}, the last that was made, is not there any more: it was deleted")
        note(message.format(n=repository.last))


def _opening() -> Private[str] | None:
    value = os.environ.get(_VARIABLE)
    return Private(value) if value else passphrases.asked(_("Passphrase of the backup: "))


def _choosing() -> Private[str]:
    return passphrases.chosen(_VARIABLE, _("New passphrase for your backups: "))


_VERBS: dict[str, Callable[[argparse.Namespace, Settings, Store | None], int]] = {
    "create": _create, "list": _list, "verify": _verify, "restore": _restore, "prune": _prune,
}  # fmt: skip
