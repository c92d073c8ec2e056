"""The other modes of the screens as commands of the linear mode: history, prompts, notes, rules."""

from __future__ import annotations

import sys
from contextlib import aclosing
from datetime import datetime
from typing import Any
from uuid import uuid4

from assistant.engine.values import PromptField
from assistant.errors import UserError
from assistant.i18n import N_, ngettext
from assistant.i18n import gettext as _
from assistant.kinds import own_label
from assistant.sentences import labelled
from assistant.store.records import Always
from assistant.types import Draft, PartDone, Private, Task
from tui.asking import Wish
from tui.plain_commands import Command, Desk, chosen, last, say
from tui.plain_request import ask
from tui.report import report
from tui.state import Conversation, Turn


def _history(desk: Desk, rest: str) -> None:
    """List conversations, or those that hold the words; the numbers are for /open."""
    if rest:
        found = desk.call("history_search", words=Private(rest)) or ()
        desk.listed = tuple(each.conversation for each in found)
        for number, each in enumerate(found, 1):
            say(
                str(number),
                labelled(f"{each.title.reveal()}, {_when(each.at)}", each.extract.reveal()),
            )
    else:
        listed = desk.call("history_list") or ()
        desk.listed = tuple(each.key for each in listed)
        for number, each in enumerate(listed, 1):
            say(str(number), f"{each.title.reveal()}, {_when(each.updated)}")
    if not desk.listed:
        say("hygie", _("Nothing was found."))


def _open(desk: Desk, rest: str) -> None:
    key = chosen(rest, desk.listed)
    conversation = Conversation(key)
    for turn in desk.call("history_turns", key=key) or ():
        say(_("You"), turn.question.reveal().strip())
        say(_("Answer"), turn.answer.reveal().strip())
        draft = Draft(key, turn.task, turn.question)
        conversation = conversation.with_turn(Turn(draft, turn.answer.reveal()))
    desk.call("resume", conversation=key)
    desk.conversation = conversation
    say("hygie", _("Your next message goes on with it; /new begins another."))


def _prompts(desk: Desk, rest: str) -> None:
    for card in desk.call("prompts", words=rest) or ():
        say(card.name, card.problem or labelled(card.title, card.description))


def _prompt(desk: Desk, rest: str) -> None:
    """Ask for each input of a prompt, then run it."""
    if not rest:
        raise UserError(_("Name a prompt; /prompts lists them."))
    desk.runner.run(desk.ready())
    values = {f.name: _value(f) for f in desk.call("prompt_form", name=rest) or ()}
    given = {name: value for name, value in values.items() if value not in ("", [])}
    draft = Draft(uuid4().hex, Task.CHAT, Private(""))
    ask(desk, draft, Wish(prompt=rest, values=given))


def _value(field: PromptField) -> Any:  # noqa: ANN401  (what the prompt's schema says)
    choices = f" ({', '.join(map(str, field.choices))})" if field.choices else ""
    star = " *" if field.required else ""
    hint = f" [{field.default}]" if field.default not in (None, "") else ""
    print(f"{field.label}{star}{choices}{hint}> ", end="", flush=True)  # noqa: T201
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    text = line.strip()
    if field.type == "array":
        return [part.strip() for part in text.split(";") if part.strip()]
    if field.type == "boolean" and text:
        return text.lower() in ("y", "yes", "o", "oui", "1", "true")
    whole = field.type == "integer" and text.lstrip("-").isdigit()
    return int(text) if whole else text


def _find(desk: Desk, rest: str) -> None:
    """Search the notes."""
    found = desk.call("notes_search", question=Private(rest))
    if not found.hits:
        say("hygie", _("Nothing of this is in your notes."))
    elif found.doubtful:
        say("hygie", _("Nothing in your notes seems to answer this; these come nearest."))
    for number, hit in enumerate(found.hits, 1):
        page = ", " + _("page {page}").format(page=hit.page) if hit.page else ""
        text = " ".join(hit.text.reveal().split())
        say(f"{number}. {hit.document.reveal()}{page}", text)


def _notes(desk: Desk, rest: str) -> None:
    """Ask the notes."""
    if not rest:
        raise UserError(_("Write your question first."))
    ask(desk, Draft(uuid4().hex, Task.CHAT, Private(rest)), Wish(notes=True))


def _add(desk: Desk, rest: str) -> None:
    """Take a file or folder into the notes."""

    async def follow(method: str, **params: str) -> None:
        async with aclosing(desk.engine.call(method, **params)) as steps:
            async for step in steps:
                if not isinstance(step, PartDone):
                    files = ngettext("{n} document", "{n} documents", step.files)
                    say(_("Notes"), files.format(n=step.files))

    desk.runner.run(desk.ready())
    desk.runner.run(follow("notes_add", path=rest))
    desk.runner.run(follow("notes_embed"))


def _save(desk: Desk, rest: str) -> None:
    """Write the last answer to a file."""
    _write(desk, rest, last(desk).text)


def _report(desk: Desk, rest: str) -> None:
    """Write what the checks found of the last answer to a file."""
    answer = last(desk)
    assert desk.request is not None  # an answer has one
    _write(desk, rest, Private(report(answer, desk.request, desk.second)))


def _write(desk: Desk, path: str, text: Private[str]) -> None:
    if not path:
        raise UserError(_("The ending says the format: .md .docx .html .pdf"))
    desk.call("export_text", path=path, title=Private(""), text=text)
    say("hygie", _("Written to {path}; the file is not encrypted.").format(path=path))


def _rules(desk: Desk, rest: str) -> None:
    """List what is always or never hidden, or take one back by its number."""
    if rest.isdigit():
        desk.call("undo_rule", number=int(rest))
    for rule in desk.call("own_rules") or ():
        always = _("always hidden") if rule.always is Always.HIDE else _("never hidden")
        say(str(rule.number), f"{rule.term.reveal()}, {own_label(rule.kind)}, {always}")


def _when(at: float) -> str:
    return datetime.fromtimestamp(at).astimezone().strftime("%Y-%m-%d %H:%M")


COMMANDS = {
    "/history": Command(_history, N_("lists conversations, or searches them: /history WORDS")),
    "/open": Command(_open, N_("reads one of them and goes on with it: /open NUMBER")),
    "/prompts": Command(_prompts, N_("lists prompts, or searches them: /prompts WORDS")),
    "/prompt": Command(_prompt, N_("fills a prompt in, line by line, and runs it: /prompt NAME")),
    "/find": Command(_find, N_("searches your notes: /find WORDS")),
    "/notes": Command(_notes, N_("asks a model to answer from your notes: /notes QUESTION")),
    "/add": Command(_add, N_("adds a file or folder to your notes: /add PATH")),
    "/save": Command(_save, N_("writes the last answer to a file: /save PATH")),
    "/report": Command(_report, N_("writes what the checks found to a file: /report PATH")),
    "/rules": Command(_rules, N_("lists your lasting decisions, or takes one back: /rules NUMBER")),
}
