"""`hygie knowledge`: the person's own notes, documents and mail."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant import knowledge_wiring
from assistant.cli import knowledge_output as output
from assistant.cli import passphrases
from assistant.cli.inputs import field
from assistant.cli.knowledge_worker import start_worker
from assistant.cli.output import note, progress_bar
from assistant.cli.scan import stream
from assistant.config import Layered
from assistant.errors import Exit, UserError
from assistant.folders import named_place
from assistant.i18n import gettext as _
from assistant.types import Language, Private
from knowledge.search.filters import Filter
from knowledge.values import Rule

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase
    from knowledge.values import Hit

MAX_HITS = 1000
_PASSAGE = re.compile(r"[a-zA-Z2-7]{16}")


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Carry out one verb; 0, or 3 when a named thing is not there."""
    verb = _VERBS.get(options.verb)
    with closing(knowledge_wiring.knowledge(passphrases.of_history)) as base:
        if verb is None:
            from assistant.cli.knowledge_more import VERBS

            verb = VERBS[options.verb]
        return int(verb(options, base))


def _add(options: argparse.Namespace, base: KnowledgeBase) -> int:
    rule = Rule(options.rule) if options.rule else None
    report = base.add(options.paths, rule, progress_bar(_("hygie: reading")))
    output.report(report, as_json=options.json)
    return _vectors(options, base)


def _vectors(options: argparse.Namespace, base: KnowledgeBase) -> int:
    """Wait for the vectors, leave them, or have them made in the background."""
    if options.wait:
        base.embed(progress_bar(_("hygie: embedding")))
    elif not options.later and base.state().pending:
        note(_("words can be searched now; search by meaning follows in the background"))
        start_worker(base)
    return Exit.OK


def _cancel(options: argparse.Namespace, base: KnowledgeBase) -> int:
    output.cancelled(base.cancel(), as_json=options.json)
    return Exit.OK


def _sync(options: argparse.Namespace, base: KnowledgeBase) -> int:
    output.report(base.sync(progress_bar(_("hygie: reading"))), as_json=options.json)
    return _vectors(options, base)


def _search(options: argparse.Namespace, base: KnowledgeBase) -> int:
    if not 1 <= options.limit <= MAX_HITS:
        raise UserError(_("The limit is between 1 and {most}.").format(most=MAX_HITS))
    if options.jsonl:
        if options.team:
            raise UserError(_("A team's base is asked one question at a time."))
        base.search.settle()
        return stream(lambda row: _row(row, options, base))
    if not options.question.strip():
        raise UserError(_("There is nothing to search for."), action=_("Give a few words."))
    hits, in_notes = (_team if options.team else _own)(options, base)
    if base.search.words_only:
        note(
            _(
                "searched by words only: the embedding model is missing or damaged; install hygie again"
            )
        )
    if options.json:
        output.found_as_json(hits, in_notes, words_only=base.search.words_only)
    else:
        excerpts = base.search.excerpts(Private(options.question), hits, output.LINE)
        output.found(hits, excerpts, in_notes)
    return Exit.OK


def _own(options: argparse.Namespace, base: KnowledgeBase) -> tuple[Sequence[Hit], bool | None]:
    """Return passages, and whether the notes seem to hold an answer."""
    if not base.filled:
        note(_("your knowledge base is empty; add your notes first: hygie knowledge add FOLDER"))
    question, wanted = Private(options.question), _filter(options)
    if base.filled and not base.search.holds(wanted):
        note(_("no document passes these filters"))
    found = base.search.found(question, options.limit, wanted, places=options.places)
    return found.hits, not found.doubtful


def _team(options: argparse.Namespace, base: KnowledgeBase) -> tuple[Sequence[Hit], bool | None]:
    from assistant.cli import knowledge_team

    if _filter(options) != Filter():
        raise UserError(
            _("A team's base is searched without filters."),
            action=_("Leave them out, or search your own base."),
        )
    return knowledge_team.search(options.team, options.question, options.limit, base), None


def _row(row: dict[str, Any], options: argparse.Namespace, base: KnowledgeBase) -> dict[str, Any]:
    query = Private(field(row, "query"))
    hits = base.search.find(query, options.limit, _filter(options), places=options.places)
    return {"hits": [output.short(hit) for hit in hits], "words_only": base.search.words_only}


def _filter(options: argparse.Namespace) -> Filter:
    return Filter(
        folder=options.folder and str(named_place(options.folder)),
        tag=options.tag,
        since=_day(options.since),
        until=_day(options.until),
        kind=options.kind,
        language=Language(options.language) if options.language else None,
        links_to=options.links_to,
        linked_from=options.linked_from,
    )


def _day(written: str) -> str:
    """Return a day as it was given; raises UserError where it is none."""
    try:
        return written and date.fromisoformat(written).isoformat()
    except ValueError:
        raise UserError(_("A day is written YYYY-MM-DD, for example 2026-03-31.")) from None


def _show(options: argparse.Namespace, base: KnowledgeBase) -> int:
    from assistant.errors import MissingError

    try:
        shown = base.show(options.name)
        output.document(shown, base.inlined(shown), as_json=options.json)
    except MissingError:
        if not _PASSAGE.fullmatch(options.name):
            raise
        hit = base.passage(options.name)
        output.passage(hit, base.boxes(hit), as_json=options.json)
    return Exit.OK


def _forget(options: argparse.Namespace, base: KnowledgeBase) -> int:
    count = base.forget(options.path)
    output.forgotten(count, comes_back=base.watches(options.path), as_json=options.json)
    return Exit.OK


def _status(options: argparse.Namespace, base: KnowledgeBase) -> int:
    files = base.documents() if options.files else None
    (output.state_as_json if options.json else output.state)(base.state(), files)
    return Exit.OK


_VERBS: dict[str, Callable[[argparse.Namespace, KnowledgeBase], int]] = {
    "add": _add, "sync": _sync, "search": _search, "show": _show, "forget": _forget,
    "status": _status, "cancel": _cancel,
}  # fmt: skip
