"""The review line by line, for terminals without a screen: what would leave, toggles, one answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.decisions import (
    Decisions,
    Entity,
    Term,
    entities,
    is_bound,
    places,
    risky_shown,
    undecided,
)
from assistant.errors import PolicyRefused
from assistant.i18n import gettext as _
from assistant.kinds import kind_named, label
from assistant.store.records import OwnRule
from assistant.types import Action, Private, Proposal, Review, Span
from assistant.uncovered import uncovered
from assistant.visible import visible

_NO = ("n", "q", "non", "no")
_YES = ("y", "yes", "o", "oui")
_BOXES = {Action.ALLOW: "[ ]", Action.ASK: "[?]", Action.BLOCK: "[!]"}


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Where lines are shown and read; `read` takes a prompt and returns None at the end of input.

    `keep` takes the decisions that the person wants to hold from now on, once the request may leave;
    without it that is not offered. `whole` shows all of what would leave, where that was cut short.
    """

    show: Callable[[str], None]
    read: Callable[[str], str | None]
    keep: Callable[[tuple[OwnRule, ...]], None] | None = None
    whole: Callable[[Decisions], None] | None = None


def review_by_lines(proposal: Proposal, title: str, dialogue: Dialogue) -> Review:
    """Ask the person about a proposal; raises PolicyRefused when they stop or the input ends."""
    found = entities(proposal)
    before: list[Decisions] = []
    now = Decisions()
    while True:
        _list(found, now, title, dialogue)
        _offer(dialogue)
        line = _line(
            dialogue,
            _("[Enter] send, number: hide or show, + text: hide this too, u: undo, n: stop"),
        )
        if line == "":
            if _may_leave(found, now, dialogue):
                if dialogue.keep and (rules := now.rules(found)):
                    dialogue.keep(rules)
                return now.review()
        elif line.lower() in _NO:
            raise stopped()
        elif line.lower() == "t" and dialogue.whole:
            dialogue.whole(now)
        elif line.lower() == "u":
            now = before.pop() if before else now
        elif (chosen := _decided(line, proposal, found, now, dialogue)) is not None:
            before.append(now)
            now = chosen


def _offer(dialogue: Dialogue) -> None:
    dialogue.show(_("number = other text : kind, to hide something else instead of it"))
    if dialogue.whole:
        dialogue.show(_("t: the whole text as it would leave"))
    if dialogue.keep:
        dialogue.show(_("!number: so from now on; +! text: always hide this"))


def stopped() -> PolicyRefused:
    """Return the error that says that the person stopped at the review."""
    return PolicyRefused(_("Stopped at the review."), _("Nothing was sent."))


def _decided(
    line: str,
    proposal: Proposal,
    found: tuple[Entity, ...],
    now: Decisions,
    dialogue: Dialogue,
) -> Decisions | None:
    lasting = dialogue.keep is not None and line.startswith(("!", "+!"))
    if lasting:
        line = line.replace("!", "", 1)
    if line.startswith("+") and (term := line[1:].strip()):
        if any(places(message.text.reveal(), term) for message in proposal.messages):
            more = now.with_term(Term(Private(term)))
            return more.with_lasting(Private(term)) if lasting else more
        dialogue.show(_("This text is not in the request."))
        return None
    number, _sign, written = (part.strip() for part in line.partition("="))
    if not number.isdigit() or not 1 <= int(number) <= len(found):
        dialogue.show(_("There is no such choice."))
        return None
    entity = found[int(number) - 1]
    if lasting:
        return now.with_lasting(entity.value)
    if is_bound(proposal, entity, now):
        dialogue.show(_("The policy does not let this leave."))
        return None
    at = next((at for at, term in enumerate(now.added) if term.instead == entity.value), None)
    if at is not None:
        now = now.without_term(at)
    if written:
        return _edited(entity, written, proposal, now, dialogue)
    return now.toggled(entity) if at is None else now


def _edited(
    entity: Entity, written: str, proposal: Proposal, now: Decisions, dialogue: Dialogue
) -> Decisions | None:
    """Hide another text instead of a value; « : kind » at its end says what it is."""
    text, _sign, words = (part.strip() for part in written.rpartition(":"))
    kind = kind_named(words)
    if kind is None:
        text, kind = written, entity.kind
    term = Term(Private(text or entity.value.reveal()), kind, entity.value)
    if any(places(m.text.reveal(), term.text.reveal()) for m in proposal.messages):
        return now.with_term(term)
    dialogue.show(_("This text is not in the request."))
    return None


def _may_leave(found: tuple[Entity, ...], now: Decisions, dialogue: Dialogue) -> bool:
    """Whether nothing is left to decide, and risky values were asked about once more."""
    if waiting := undecided(now.listed(found), now):
        numbers = ", ".join(str(found.index(entity) + 1) for entity in waiting)
        dialogue.show(_("The policy wants you to decide about {names}.").format(names=numbers))
        return False
    risky = risky_shown(found, now)
    if not risky:
        return True
    names = ", ".join(f"{e.mark} ({label(e.kind)})" for e in risky)
    dialogue.show(_("{names} would leave in clear. Send all the same?").format(names=names))
    return is_yes(_line(dialogue, _("[y] send in clear, anything else: back")))


def is_yes(line: str) -> bool:
    """Whether a line agrees, in either language."""
    return line.strip().lower() in _YES


def _list(found: tuple[Entity, ...], now: Decisions, title: str, dialogue: Dialogue) -> None:
    dialogue.show(_("What would be hidden from {model}:").format(model=visible(title)))
    listed = now.listed(found)
    for number, entity in enumerate(found, 1):
        if entity not in listed:
            continue
        box = _BOXES.get(now.action(entity.redaction), "[x]")
        value = visible(" ".join(entity.value.reveal().split()))
        times = f" ×{entity.count}" if entity.count > 1 else ""
        always = _so_always(entity.value, now)
        dialogue.show(f"{number:>3} {box} {label(entity.kind)} · {value}{times}{always}")
    for term in now.added:
        instead = [n for n, entity in enumerate(found, 1) if entity.value == term.instead]
        sign = str(instead[0]) if instead else "+"
        written = f"{label(term.kind)} · {visible(term.text.reveal())}"
        dialogue.show(f"{sign:>3} [x] {written}{_so_always(term.text, now)}")
        for entity in found:
            if entity.value == term.instead:
                _list_rest(entity, term, dialogue)


def _list_rest(entity: Entity, term: Term, dialogue: Dialogue) -> None:
    """Show what stays hidden of a value beside the term that stands instead of it."""
    value = entity.value.reveal()
    whole = replace(entity.redaction.finding, span=Span(0, len(value)))
    for span in uncovered(value, whole, places(value, term.text.reveal())):
        left = " ".join(value[span.start : span.end].split())
        dialogue.show(f"    [x] {label(entity.kind)} · {visible(left)}")


def _so_always(value: Private[str], now: Decisions) -> str:
    return "  " + _("(from now on)") if value in now.lasting else ""


def _line(dialogue: Dialogue, prompt: str) -> str:
    line = dialogue.read(f"{prompt} > ")
    if line is None:
        raise stopped()
    return line.strip()
