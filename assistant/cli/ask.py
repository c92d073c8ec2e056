"""`hygie ask`: one question through the whole pipeline."""

from __future__ import annotations

import argparse
from dataclasses import replace

from assistant import vault_wiring, wiring
from assistant.cli import (
    answers,
    ask_changes,
    ask_history,
    ask_notes,
    ask_twice,
    exchange,
    judging,
    look_up,
    prompt_asking,
)
from assistant.cli.exchange import Job
from assistant.cli.inputs import clipboard, document, standard_input
from assistant.cli.output import note, print_json, progress_bar
from assistant.cli.passphrases import of_history
from assistant.cli.second_opinion import correction
from assistant.config import Layered, Settings
from assistant.errors import Exit, UserError
from assistant.i18n import gettext as _
from assistant.judging.case import Case
from assistant.lookup.told import Question
from assistant.sources import asked
from assistant.types import (
    Answer,
    Document,
    Draft,
    Language,
    Private,
    Request,
    Task,
)


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Ask and show the answer; 0 when an answer was given whole, 5 when it broke off."""
    draft = _draft(options)
    _refuse_early(options, layered.settings)
    asked = prompt_asking.ask(options, draft) if options.prompt else None
    settings = prompt_asking.settings(asked, layered) if asked else layered.settings
    card = wiring.callable_card(settings)
    notes = ask_notes.retriever(card) if options.knowledge else None
    wiring.ready_model(card, progress_bar(_("hygie: assembling the embedded model")))
    if asked:
        prompt_asking.flag_sensitive(asked, card)
        draft = replace(draft, documents=draft.documents or asked.sources)
    source = asked.source if asked else None
    wishes = asked.found.prompt.meta.config if asked else {}
    draft, vault = ask_history.continued(options, layered.settings, draft)
    history = ask_history.recorder(layered.settings, card, vault, draft.conversation)
    pipeline = wiring.pipeline(settings, card, vault, source, wishes, notes, history, of_history)
    job = Job(options, settings, card, pipeline, quiet=options.json)
    request = pipeline.prepare(draft)
    for notice in request.rendered.notices:
        note(notice)
    if notes:
        if ask_notes.not_there(request):
            return ask_notes.show_not_there(notes, as_json=options.json)
        ask_notes.say_withheld(notes)
    request = pipeline.seal(request, exchange.reviewed(job, request))
    # What says nothing for minutes looks like a program that hangs.
    note(_("asking {model}; a long text can take minutes").format(model=card.title))
    answer = exchange.sent(job, request)
    if options.json:
        found = ask_notes.fields(answer) if notes else {}
        unkept = ask_history.not_kept(layered.settings, history)
        told = replace(answer, warnings=(*answer.warnings, *unkept))
        shown = answers.fields(told, request, card, show_sent=options.show_sent)
        changed = ask_changes.fields(draft, answer)
        print_json({**shown, **changed, **found, **_second(job, request, draft, answer)})
    else:
        answers.show(answer, request, card, show_sent=options.show_sent)
        ask_changes.show(draft, answer)
        if notes:
            ask_notes.show(answer)
        _second(job, request, draft, answer)
    ask_history.remind(layered.settings, history)
    return Exit.OK if answer.complete else Exit.MODEL


def _refuse_early(options: argparse.Namespace, settings: Settings) -> None:
    """Raise what can be told before anything is sent: options at odds, the policy, a wrong name."""
    if options.correct and (options.knowledge or options.prompt):
        raise UserError(
            _("--correct works on a question with documents, not with --knowledge or --prompt."),
            _("Nothing was sent."),
        )
    if options.look_up:
        look_up.refuse_if_forbidden(settings)
    if options.judge:
        judging.card_of(options.judge, settings)
    if options.cross_check:
        wiring.callable_card(replace(settings, model=options.cross_check))


def _second(job: Job, request: Request, draft: Draft, answer: Answer) -> dict[str, object]:
    """Ask again where that is wanted: with what failed, another model, the registries."""
    found: dict[str, object] = {}
    quiet = job.options.json
    if job.options.look_up:
        found |= _looked_up(job, request, answer)
    if job.options.judge:
        found |= _judged(job, request, answer)
    if job.options.correct:
        again = correction(draft, answer)
        corrected = exchange.asked(job, again) if again else None
        found |= ask_twice.corrected(answer, corrected, quiet=quiet)
    if job.options.cross_check:
        card = wiring.model_card(replace(job.settings, model=job.options.cross_check))
        wiring.ready_model(card, progress_bar(_("hygie: assembling the embedded model")))
        vault = vault_wiring.new_vault()
        # Its cost counts like any other; its text is no part of the conversation.
        counted = ask_history.recorder(
            replace(job.settings, history="off"), card, vault, draft.conversation
        )
        pipeline = wiring.pipeline(
            job.settings, card, vault, history=counted, passphrase=of_history
        )
        ask_twice.heading(_("Answer of {model}:").format(model=card.title), quiet=quiet)
        other = exchange.asked(replace(job, card=card, pipeline=pipeline), draft)
        found |= ask_twice.cross_checked(answer, other, asked(request.draft), quiet=quiet)
    return found


def _looked_up(job: Job, request: Request, answer: Answer) -> dict[str, object]:
    """Look the references of the answer up; what is the person's own is never sent."""
    found = look_up.looked_up(Question.of(answer.text, request), job.settings)
    if not job.options.json:
        look_up.show(found)
    return {"look_ups": [one.fields() for one in found]}


def _judged(job: Job, request: Request, answer: Answer) -> dict[str, object]:
    """Ask a judge's opinion of the answer over its sources."""
    case = Case.of(answer, request)
    found = judging.judged(case, job.options, job.settings)
    if not job.options.json:
        judging.show(case, found)
    return {"judge": found.fields()}


def _draft(options: argparse.Namespace) -> Draft:
    documents = [document(name, "hygie ask -") for name in options.file]
    if options.clipboard:
        documents.append(clipboard())
    text = options.text
    if text == "-":
        text = ""
        documents.append(standard_input())
    if not text.strip() and not documents and not options.prompt:
        raise UserError(
            _("There is nothing to ask."),
            action=_("Give a question, a document (-f FILE), or a text on standard input (-)."),
        )
    for read in documents:
        for notice in read.notices:
            note(notice)
    language = Language(options.language) if options.language else None
    return Draft("cli", Task(options.task), Private(text), _named(documents), (), language)


def _named(documents: list[Document]) -> tuple[Document, ...]:
    return tuple(replace(read, notices=()) for read in documents)
