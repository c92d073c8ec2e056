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
from knowledge.values import Box, Hit, Refused, Report, State

_SHOWN_REFUSALS = 20
_LINE = 100


def report(done: Report, *, as_json: bool) -> None:
    """Say what a pass over the folders did."""
    if as_json:
        print_json({**_counts(done), "refused": [_refused(each) for each in done.refused]})
        return
    names = {
        "added": _("added"), "changed": _("changed"), "renamed": _("renamed"),
        "deleted": _("deleted"), "unchanged": _("unchanged"),
    }  # fmt: skip
    said = [f"{count} {names[name]}" for name, count in _counts(done).items() if count]
    print(", ".join(said) or _("nothing to do"))
    _show_refused(done.refused)


def _counts(done: Report) -> dict[str, int]:
    return {
        "added": done.added, "changed": done.changed, "renamed": done.renamed,
        "deleted": done.deleted, "unchanged": done.unchanged,
    }  # fmt: skip


def _refused(each: Refused) -> dict[str, str]:
    return {"doc": each.document, "reason": each.reason}


def _show_refused(refused: Sequence[Refused]) -> None:
    for each in refused[:_SHOWN_REFUSALS]:
        say("! " + said_of(_line(each.document), each.reason))
    if len(refused) > _SHOWN_REFUSALS:
        reasons = Counter(each.reason for each in refused[_SHOWN_REFUSALS:])
        for reason, count in reasons.most_common():
            say(f"! {count} × {reason}")


def found(hits: Sequence[Hit], in_notes: bool | None, *, words_only: bool, as_json: bool) -> None:
    """Show passages with where they stand, and say where nothing seems to answer.

    `in_notes` is None where that cannot be told; JSON also says whether only words could be searched.
    """
    if as_json:
        rows = [full(hit) for hit in hits]
        print_json({"hits": rows, "in_notes": in_notes, "words_only": words_only})
        return
    if not hits:
        note(_("nothing found"))
    elif in_notes is False:
        note(_("Nothing in your notes seems to answer this; these come nearest."))
    for number, hit in enumerate(hits, 1):
        show(f"{number}. {place(hit)}  [{hit.id}]  {hit.score:.2f}")
        text = " ".join(hit.text.split())
        show(f"   {text[:_LINE]}{'…' if len(text) > _LINE else ''}")


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


def forgotten(count: int, *, as_json: bool) -> None:
    """Say how many files went."""
    if as_json:
        print_json({"forgotten": count})
    else:
        print(ngettext("{n} file forgotten", "{n} files forgotten", count).format(n=count))


def state(now: State, files: Sequence[str] | None, *, as_json: bool) -> None:
    """Show the base in numbers."""
    if as_json:
        listed = {} if files is None else {"docs": list(files)}
        print_json(
            {
                "files": now.files, "passages": now.passages, "pending": now.pending,
                "embedding": now.embedding, "encrypted": now.encrypted, "bytes": now.bytes_on_disk,
                "refused": [_refused(each) for each in now.refused], **listed,
            }
        )  # fmt: skip
        return
    for name in files or ():
        show(_line(name))
    print(
        _("{files} documents, {passages} passages, {size} on disk").format(
            files=now.files, passages=now.passages, size=figures.size(now.bytes_on_disk)
        )
    )
    if now.pending:
        running = (
            _("running") if now.embedding else _("paused; hygie knowledge sync goes on with it")
        )
        print(
            _("{pending} passages await their vectors ({how})").format(
                pending=now.pending, how=running
            )
        )
    _show_refused(now.refused)
