"""`hygie history`: list, show, search, fork, rename, tag, export, forget."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from assistant import paths, store_wiring
from assistant.cli import history_output as output
from assistant.cli import passphrases
from assistant.cli.confirming import confirm
from assistant.cli.output import note, print_json, show_exactly
from assistant.config import Layered, Settings
from assistant.errors import Exit, UserError
from assistant.exporting.files import write_new
from assistant.folders import named_place
from assistant.i18n import N_, ngettext
from assistant.i18n import gettext as _
from assistant.store import key as keys
from assistant.store.store import Store
from assistant.types import Private


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Carry out one verb; 0, or 3 when a named conversation is not there."""
    if options.verb == "resume":
        return _resume(options, layered)
    if options.verb == "key":
        return _key(options, layered.settings)
    if options.verb in _EMPTY and not store_wiring.store_exists():
        return _nothing_kept(options, layered.settings)
    with closing(store_wiring.store(layered.settings, passphrases.of_history)) as store:
        return _VERBS[options.verb](options, store)


def _nothing_kept(options: argparse.Namespace, settings: Settings) -> int:
    """Show that there is nothing, and make nothing; raises StoreError where nothing could be kept either."""
    keys.choose(store_wiring.key_source(settings))
    _EMPTY[options.verb](as_json=options.json)
    return Exit.OK


def _resume(options: argparse.Namespace, layered: Layered) -> int:
    from assistant.cli import ask

    options.conversation = options.id
    return ask.run(options, layered)


def _list(options: argparse.Namespace, store: Store) -> int:
    found = store.conversations.latest(options.limit, tag=options.tag)
    output.listed(found, store.conversations.count(), as_json=options.json)
    return Exit.OK


def _show(options: argparse.Namespace, store: Store) -> int:
    conversation = store.conversations.find(options.id)
    output.shown(
        conversation, store.conversations.turns(conversation.key), sent=options.sent,
        as_json=options.json,
    )  # fmt: skip
    return Exit.OK


def _search(options: argparse.Namespace, store: Store) -> int:
    found = store.search(" ".join(options.words), options.limit, options.tag)
    output.found(found, as_json=options.json)
    return Exit.OK


def _fork(options: argparse.Namespace, store: Store) -> int:
    conversation = store.conversations.find(options.id)
    key = store.fork(conversation.key, options.at or conversation.turns, time.time())
    output.done(options, key, _("forked as {id}; go on with: hygie history resume {id}"))
    return Exit.OK


def _rename(options: argparse.Namespace, store: Store) -> int:
    key = store.conversations.find(options.id).key
    store.conversations.rename(key, " ".join(options.title))
    output.done(options, key, _("renamed {id}"))
    return Exit.OK


def _tag(options: argparse.Namespace, store: Store) -> int:
    if not options.tags and not options.off:
        raise UserError(_("No tag was given."), action=_("Give one or more: work --off old"))
    key = store.conversations.find(options.id).key
    store.conversations.tag(key, options.tags, options.off)
    output.done(options, key, _("tags of {id} changed"))
    return Exit.OK


def _export(options: argparse.Namespace, store: Store) -> int:
    from assistant.store import exporting

    conversation = store.conversations.find(options.id)
    suffix = Path(options.output or "").suffix.lstrip(".")
    form = options.format or (suffix if suffix in exporting.FORMATS else "md")
    if form == "docx" and not options.output:
        raise UserError(_("A docx needs a file."), action=_("Name it: -o FILE.docx"))
    data = exporting.exported(conversation, store.conversations.turns(conversation.key), form)
    if options.output:
        write_new(named_place(options.output), data)
        note(_("written to {path}; the file is not encrypted").format(path=options.output))
    else:
        show_exactly(data.decode())
    return Exit.OK


def _forget(options: argparse.Namespace, store: Store) -> int:
    keys = _doomed(options, store)
    if keys and not options.yes:
        confirm(_question(len(keys)))
    count = store.conversations.forget(keys)
    if not store.database.swept:
        note(
            _(
                "another program has your history open: what was deleted is overwritten once it is closed"
            )
        )
    if options.json:
        print_json({"forgotten": count})
        return Exit.OK
    message = ngettext(
        "{n} conversation deleted for good", "{n} conversations deleted for good", count
    )
    print(message.format(n=count))
    if keys:
        note(_("backups made before still hold it, until they are pruned"))
    if options.all:
        note(_("drafts are kept; so are recorded runs of prompts: hygie prompts forget --all"))
    return Exit.OK


def _doomed(options: argparse.Namespace, store: Store) -> list[str]:
    if options.all:
        return [c.key for c in store.conversations.latest(limit=-1)]
    if options.older_than is not None:
        return store.conversations.older_than(options.older_than, time.time())
    if not options.ids:
        raise UserError(_("Nothing was named."), action=_("Give an ID, --older-than or --all."))
    return [store.conversations.find(name).key for name in options.ids]


def _question(count: int) -> str:
    return ngettext(
        "Delete {n} conversation for good? [y/N] ",
        "Delete {n} conversations for good? [y/N] ",
        count,
    ).format(n=count)


def _key(options: argparse.Namespace, settings: Settings) -> int:
    folder, source = paths.data_dir(), store_wiring.key_source(settings, passphrases.of_history)
    if options.by:
        with closing(store_wiring.store(settings, passphrases.of_history)) as store:
            by = keys.WrappedBy(options.by)
            fresh = keys.KeySource(_new_passphrase, source.plain_file, plain_allowed=True)
            keys.rewrap(folder, store.key, by, fresh)
    found = keys.wrapped_by(folder)
    if options.json:
        print_json({"by": found.value if found else None})
    else:
        print(_(_GUARDS[found]) if found else _("there is no history yet"))
    return Exit.OK


def _new_passphrase() -> Private[str]:
    return passphrases.chosen("HYGIE_NEW_PASSPHRASE", _("New passphrase of your history: "))


_GUARDS = {
    keys.WrappedBy.KEYRING: N_("keyring"),
    keys.WrappedBy.PASSPHRASE: N_("passphrase"),
    keys.WrappedBy.FILE: N_("file"),
}
_EMPTY: dict[str, Callable[..., None]] = {
    "list": partial(output.listed, (), 0), "search": partial(output.found, ()),
}  # fmt: skip
_VERBS: dict[str, Callable[[argparse.Namespace, Store], int]] = {
    "list": _list, "show": _show, "search": _search, "fork": _fork, "rename": _rename, "tag": _tag,
    "export": _export, "forget": _forget,
}  # fmt: skip
