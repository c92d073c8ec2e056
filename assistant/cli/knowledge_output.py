"""How the knowledge base is shown, or given as JSON. Offsets count Unicode code points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple

from assistant import figures
from assistant.cli.output import note, print_json, say, show, show_exactly
from assistant.i18n import gettext as _
from assistant.i18n import ngettext
from assistant.sentences import said_of
from assistant.visible import visible
from knowledge.store.passages import Shown
from knowledge.values import Box, Hit, Refused, Report, Rule, State

_SHOWN_REFUSALS = 20
LINE = 100
"""Characters of a passage that a list of hits shows."""


def report(done: Report, *, as_json: bool) -> None:
    """Say what a pass over the folders did."""
    if as_json:
        print_json({**_counts(done), "refused": [_refused(each) for each in done.refused]})
        return
    said = ", ".join(_said(done))
    print(_("files: {counts}").format(counts=said) if said else _("nothing to do"))
    _show_refused(done.refused)


def _said(done: Report) -> list[str]:
    """Say how many documents came out how; what did not happen is left out."""
    words = {
        "added": ngettext("{n} added", "{n} added", done.added),
        "changed": ngettext("{n} changed", "{n} changed", done.changed),
        "renamed": ngettext("{n} renamed", "{n} renamed", done.renamed),
        "deleted": ngettext("{n} deleted", "{n} deleted", done.deleted),
        "unchanged": ngettext("{n} unchanged", "{n} unchanged", done.unchanged),
    }
    return [words[name].format(n=count) for name, count in _counts(done).items() if count]


def _counts(done: Report) -> dict[str, int]:
    return {
        "added": done.added, "changed": done.changed, "renamed": done.renamed,
        "deleted": done.deleted, "unchanged": done.unchanged,
    }  # fmt: skip


def _refused(each: Refused) -> dict[str, str]:
    return {"doc": each.document, "reason": each.reason}


def _reach(rule: Rule) -> str:
    """Say how far text under a rule goes; not asked of what goes anywhere."""
    return {
        Rule.COMPANY: _("goes no farther than the company's models"),
        Rule.LOCAL: _("goes to local models only"),
        Rule.NEVER: _("goes to no model"),
    }[rule]


def _show_refused(refused: Sequence[Refused]) -> None:
    if refused:
        count = len(refused)
        say(ngettext("{n} not read:", "{n} not read:", count).format(n=count))
    for each in refused[:_SHOWN_REFUSALS]:
        say("! " + said_of(_line(each.document), each.reason))
    if len(refused) > _SHOWN_REFUSALS:
        reasons = Counter(each.reason for each in refused[_SHOWN_REFUSALS:])
        for reason, count in reasons.most_common():
            say(f"! {count} × {reason}")


def found_as_json(hits: Sequence[Hit], in_notes: bool | None, *, words_only: bool) -> None:
    """Give passages whole, whether the notes seem to answer (null: not known), and whether only words were searched."""
    rows = [full(hit) for hit in hits]
    print_json({"hits": rows, "in_notes": in_notes, "words_only": words_only})


def found(hits: Sequence[Hit], excerpts: Sequence[str], in_notes: bool | None) -> None:
    """Show passages with where they stand, and say where nothing seems to answer.

    `in_notes` is None where that cannot be told.
    """
    if not hits:
        note(_("nothing found"))
    elif in_notes is False:
        note(_("Nothing in your notes seems to answer this; these come nearest."))
    for number, (hit, excerpt) in enumerate(zip(hits, excerpts, strict=True), 1):
        show(f"{number}. {place(hit)}  [{hit.id}]  {hit.score:.2f}")
        show(f"   {excerpt}")


def place(hit: Hit) -> str:
    """Return « document, page, headings » of a passage."""
    page = _("page {page}").format(page=hit.page) if hit.page else ""
    return _line(" · ".join(part for part in (hit.document, page, hit.heading) if part))


def _line(text: str) -> str:
    """Names of files may hold line breaks."""
    return visible(text).replace("\n", " ")


def short(hit: Hit) -> dict[str, object]:
    """Return a hit for JSON lines."""
    return {
        "doc": hit.document, "start": hit.span.start, "end": hit.span.end,
        "score": round(hit.score, 6),
    }  # fmt: skip


def full(hit: Hit) -> dict[str, object]:
    """Return a hit with all that a citation needs."""
    return {
        **short(hit), "id": hit.id, "page": hit.page or None, "heading": hit.heading,
        "rule": hit.rule.value, "text": hit.text,
    }  # fmt: skip


def document(shown: Shown, inlined: str, *, as_json: bool) -> None:
    """Print a document as the base holds it, on paper with what it embeds."""
    if as_json:
        print_json(
            {
                "doc": shown.document, "path": shown.path, "title": shown.title, "date": shown.date,
                "language": shown.language, "tags": list(shown.tags), "text": shown.text,
                "start": shown.start, "end": shown.start + len(shown.text),
            }
        )  # fmt: skip
    else:
        show_exactly(f"{inlined}\n")


def passage(hit: Hit, boxes: Sequence[Box], *, as_json: bool) -> None:
    """Print one passage under its place; `boxes` is where it stands on its page."""
    if as_json:
        print_json({**full(hit), "boxes": [list(astuple(box)) for box in boxes]})
    else:
        note(place(hit))
        show_exactly(f"{hit.text}\n")


def cancelled(running: bool, *, as_json: bool) -> None:
    """Say whether something was stopped."""
    if as_json:
        print_json({"cancelled": running})
    else:
        print(_("stopping; what is done is kept") if running else _("nothing was running"))


def forgotten(count: int, *, comes_back: bool, as_json: bool) -> None:
    """Say how many files went, and whether the next sync takes them in again."""
    if as_json:
        print_json({"forgotten": count})
    else:
        print(ngettext("{n} file forgotten", "{n} files forgotten", count).format(n=count))
    if comes_back:
        note(_("it lies in a folder that you added: the next sync takes it in again; move it away"))


def links(there: Sequence[tuple[str, str | None]], back: Sequence[str], *, as_json: bool) -> None:
    """Show what a note links to (« ? »: nothing of that name is there), and what links to it."""
    if as_json:
        print_json({"links": [{"to": t, "doc": d} for t, d in there], "backlinks": list(back)})
        return
    for target, document in there:
        show(f"→ {document or target}{'' if document else ' (?)'}")
    for document in back:
        show(f"← {document}")
    if not there and not back:
        note(_("no link leads to this note or from it"))


def state_as_json(now: State, files: Sequence[str] | None) -> None:
    """Give the base in numbers; `files` are listed unless None."""
    listed = {} if files is None else {"docs": list(files)}
    print_json(
        {
            "files": now.files, "passages": now.passages, "pending": now.pending,
            "embedding": now.embedding, "encrypted": now.encrypted, "bytes": now.bytes_on_disk,
            "folders": [{"name": f.name, "rule": f.rule.value} for f in now.folders],
            "refused": [_refused(each) for each in now.refused], **listed,
        }
    )  # fmt: skip


def state(now: State, files: Sequence[str] | None) -> None:
    """Show the base in numbers, under the names of its documents if they are asked for."""
    for name in files or ():
        show(_line(name))
    print(", ".join(_sizes(now)))
    for each in now.folders:
        reach = "" if each.rule is Rule.ANY else f" · {_reach(each.rule)}"
        show(f"  {_line(each.name)}{reach}")
    if now.pending:
        print(_awaited(now))
    _show_refused(now.refused)


def _sizes(now: State) -> list[str]:
    return [
        ngettext("{n} document", "{n} documents", now.files).format(n=now.files),
        ngettext("{n} passage", "{n} passages", now.passages).format(n=now.passages),
        _("{size} on disk").format(size=figures.size(now.bytes_on_disk)),
    ]


def _awaited(now: State) -> str:
    how = _("running") if now.embedding else _("paused; hygie knowledge sync goes on with it")
    return ngettext(
        "{n} passage awaits its vectors ({how})", "{n} passages await their vectors ({how})",
        now.pending,
    ).format(n=now.pending, how=how)  # fmt: skip
