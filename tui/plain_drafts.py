"""Drafts as lines: notes, orders to the model, versions, and what is kept of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from functools import partial
from uuid import uuid4

from assistant.changed_words import heading, marked
from assistant.drafting import Length, Order, Reader, Sheet, Tone, instruction, loaded, merged
from assistant.errors import UserError
from assistant.i18n import N_, language
from assistant.i18n import gettext as _
from assistant.language import detect
from assistant.types import Document, Draft, Private, Task
from assistant.visible import clean
from tui import plain_lines
from tui.plain_commands import Command, Desk, chosen, say
from tui.plain_request import ask
from tui.style_words import word

_PREFIX = "draft:"
_STYLES: tuple[tuple[str, type[StrEnum]], ...] = (
    ("tone", Tone), ("length", Length), ("reader", Reader),
)  # fmt: skip


def _draft(desk: Desk, rest: str) -> None:
    """Begin a draft with notes, or take up one that is kept."""
    if rest:
        desk.sheet = chosen(rest, _kept(desk))
        say(_("Draft"), desk.sheet.text)
        return
    say("hygie", _('Write your notes; a line of """ ends them.'))
    desk.sheet = Sheet(_PREFIX + uuid4().hex, clean(plain_lines.block()).strip())
    _keep(desk, desk.sheet)


def _drafts(desk: Desk, rest: str) -> None:
    sheets = _kept(desk)
    for number, sheet in enumerate(sheets, 1):
        say(str(number), sheet.title or _("(empty)"))
    if not sheets:
        say("hygie", _("Nothing was found."))


def _order(order: Order, desk: Desk, wish: str) -> None:
    """Have the model do something with the draft; the answer becomes its next version."""
    sheet = _open(desk)
    spoken = detect(f"{wish}\n{sheet.text}", language())
    asked = instruction(order, sheet.style, wish, spoken)
    own = (Document(Private(_("your text")), Private(sheet.text)),) if sheet.text else ()
    documents = (*own, *desk.documents)
    draft = Draft(sheet.key, Task.DRAFT, Private(asked), documents, language=spoken)
    text = ask(desk, draft).text.reveal().strip()
    _keep(desk, sheet.changed(merged(order, sheet.text, text), order.value))
    _show_changes(sheet.text, text)
    say("hygie", _("This is your draft now; /undo takes it back."))


def _show_changes(old: str, new: str) -> None:
    """Say which words changed, where the answer is a form of the text: its lines alone do not show it."""
    found = marked(old, new)
    if found is None:
        return
    say("hygie", heading(found))
    for line in found:
        print(clean(f"  {line}"), flush=True)  # noqa: T201


def _undo(desk: Desk, rest: str) -> None:
    """Go back to the version before."""
    sheet = _open(desk)
    before = [version for version in sheet.versions if version.text != sheet.text]
    if not before:
        raise UserError(_("There is no version before this one."))
    kept = sheet.versions[: sheet.versions.index(before[-1])]
    _keep(desk, replace(sheet, text=before[-1].text, versions=kept))
    say(_("Draft"), before[-1].text)


def _style(desk: Desk, rest: str) -> None:
    """Say how the draft should read, or change one thing of it by its name."""
    sheet = _open(desk)
    for name, kind in _STYLES:
        found = [value for value in kind if rest in (value.value, word(value))]
        if rest and found:
            style = replace(sheet.style, **{name: found[0]})  # type: ignore[arg-type]
            sheet = replace(sheet, style=style)
            _keep(desk, sheet)
        names = ", ".join(word(value) for value in kind)
        say(word(getattr(sheet.style, name)), names)


def _open(desk: Desk) -> Sheet:
    if desk.sheet is None:
        raise UserError(_("No draft is open: /draft begins one, /draft NUMBER takes one up."))
    return desk.sheet


def _kept(desk: Desk) -> list[Sheet]:
    saved = desk.call("drafts") or ()
    return [loaded(s.key, s.text.reveal()) for s in saved if s.key.startswith(_PREFIX)]


def _keep(desk: Desk, sheet: Sheet) -> None:
    desk.sheet = sheet
    desk.call("keep_draft", key=sheet.key, text=Private(sheet.dumped()))


def _ordering(order: Order) -> Callable[[Desk, str], None]:
    return partial(_order, order)


COMMANDS = {
    "/draft": Command(_draft, N_("begins a draft with your notes, or takes one up: /draft NUMBER")),
    "/drafts": Command(_drafts, N_("lists your drafts")),
    "/write": Command(_ordering(Order.WRITE), N_("writes the draft from its notes: /write WISH")),
    "/continue": Command(_ordering(Order.CONTINUE), N_("writes what comes next in the draft")),
    "/shorten": Command(_ordering(Order.SHORTEN), N_("shortens the draft")),
    "/expand": Command(_ordering(Order.LENGTHEN), N_("expands the draft")),
    "/rephrase": Command(_ordering(Order.REPHRASE), N_("rephrases the draft: /rephrase WISH")),
    "/correct": Command(_ordering(Order.CORRECT), N_("corrects the draft")),
    "/style": Command(_style, N_("how the draft should read: /style formal")),
    "/undo": Command(_undo, N_("goes back to the version of the draft before")),
}
