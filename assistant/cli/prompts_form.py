"""`hygie prompts form`: a prompt's questions one by one in the terminal, then its run."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict

from assistant import prompt_forms
from assistant.cli import prompts_runs
from assistant.cli.output import note, print_json, say, show
from assistant.cli.prompt_asking import kept
from assistant.config import Layered
from assistant.errors import Exit, UserError
from assistant.i18n import gettext as _
from assistant.prompt_forms import Form
from prompts.format.forms import Field


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Ask each question again until its answer fits; Ctrl-C leaves everything as it was."""
    form = prompt_forms.open_form(options.name, kept(layered.settings), options.library)
    if options.json and not options.render:
        fields = [asdict(field) for field in form.fields]
        print_json({"title": form.title, "fields": fields, "values": dict(form.texts)})
        return Exit.OK
    if not sys.stdin.isatty():
        raise UserError(
            _("A form is answered in a terminal."), _("Nothing was sent."),
            _("In a script, give the values: hygie prompts run {name} --vars FILE.json").format(
                name=options.name
            ),
        )  # fmt: skip
    ready = form.ready(_answers(form))
    if not options.render:
        return prompts_runs.asked_once(ready, layered, options)
    for notice in ready.notices:
        note(notice)
    for message in ready.messages:
        show(f"[{message.role}]\n{message.text()}")
    return Exit.OK


def _answers(form: Form) -> dict[str, str]:
    say(f"{form.title}. {form.description}")
    return {field.name: _answer(form, field) for field in form.fields}


def _answer(form: Form, field: Field) -> str:
    kept = form.texts.get(field.name, "")
    while True:
        text = _asked(field, kept)
        text = kept if not text.strip() else "" if text.strip() == "-" else text
        if not (problem := form.problem(field.name, text)):
            return text
        say(f"  {problem}")


def _asked(field: Field, kept: str) -> str:
    hints = [field.help, "/".join(map(str, field.enum)), "*" if field.required else ""]
    say(f"{field.label} ({', '.join(filter(None, hints))})")
    if kept:
        say("  " + _("Enter keeps: {value}; - empties it").format(value=kept[:60]))
    if field.widget == "secret":
        import getpass

        return getpass.getpass("> ")
    if field.widget != "textarea":
        return _line()
    say("  " + _("several lines; a line with a dot alone ends them"))
    lines: list[str] = []
    while (line := _line()) != ".":
        if not line and not lines:
            return ""
        lines.append(line)
    return "\n".join(lines)


def _line() -> str:
    try:
        return input("> ")
    except EOFError:
        raise UserError(_("The form was left before its end."), _("Nothing was sent.")) from None
