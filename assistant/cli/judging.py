"""`--judge MODEL`: a model's opinion of each sentence over the sources, asked through the guard."""

from __future__ import annotations

import argparse
from dataclasses import replace

from assistant import vault_wiring, wiring
from assistant.cli import ask_history, exchange
from assistant.cli.output import note, progress_bar
from assistant.cli.passphrases import of_history
from assistant.config import Settings
from assistant.decisions import review_wanted_again, shown
from assistant.errors import HygieError, NoRoom
from assistant.i18n import gettext as _
from assistant.judging import preparing
from assistant.judging import wiring as judge_wiring
from assistant.judging.case import Case
from assistant.judging.hearing import Hearing, Opinions
from assistant.judging.question import Manner
from assistant.judging.telling import SIGNS, heading, words
from assistant.models.cards import ModelCard
from assistant.sources import sentence
from assistant.store.conversations import new_key
from assistant.types import Private, Review
from assistant.visible import clean, visible


def card_of(name: str, settings: Settings) -> ModelCard:
    """Return the card of the judge; raises MissingError for an unknown name, ModelUnavailable without its key."""
    return wiring.callable_card(replace(settings, model=name))


def judged(case: Case, options: argparse.Namespace, settings: Settings) -> Opinions:
    """Ask the judge, some sentences at a time; what it said before an error is kept."""
    card = card_of(options.judge, settings)
    hearing = Hearing(case, Manner.of(card).at_once)
    if not hearing.total:
        note(_("There is nothing to judge: no source, or no sentence that states something."))
        return Opinions(card.title, ())
    case = replace(case, decided=case.decided_for(card.destination), destination=card.destination)
    seen: set[Private[str]] = set()
    told: set[str] = set()
    try:
        job = _job(card, options, settings)
        while hearing.batch:
            note(
                _("asking {model} for its opinion: sentence {n} of {total}").format(
                    model=card.title, n=len(hearing.judged) + 1, total=hearing.total
                )
            )
            case = _heard(job, case, hearing, seen, told)
    except HygieError as error:
        return Opinions(card.title, hearing.judged, error)
    return Opinions(card.title, hearing.judged)


def _job(card: ModelCard, options: argparse.Namespace, settings: Settings) -> exchange.Job:
    wiring.ready_model(card, progress_bar(_("hygie: assembling the embedded model")))
    vault = vault_wiring.new_vault()
    # Its cost counts like any other; its text is no part of a conversation.
    counted = ask_history.recorder(replace(settings, history="off"), card, vault, new_key())
    carrier = judge_wiring.pipeline(settings, card, vault, counted, of_history)
    return exchange.Job(options, settings, card, carrier, quiet=True)


def _heard(
    job: exchange.Job, case: Case, hearing: Hearing, seen: set[Private[str]], told: set[str]
) -> Case:
    """Ask about one batch; return the case with what the person decided at its review.

    The review is shown again only for what was not `seen` at one before; what is shown now is added to it.
    A notice, as of a source that gives orders to its reader, is given unless it was `told`.
    """
    try:
        request = preparing.prepared(job.pipeline, case, hearing.batch, Manner.of(job.card))
    except NoRoom as error:
        hearing.pass_over(error.title)
        return case
    for notice in request.rendered.notices:
        if notice not in told:
            note(notice)
            told.add(notice)
    assert request.proposal is not None
    setting = "always" if job.options.review else job.settings.review
    again = review_wanted_again(setting, request.proposal, seen)
    review = exchange.reviewed(job, request) if again else Review()
    seen.update(shown(request.proposal, review))
    sealed = job.pipeline.seal(request, review)
    hearing.hear(exchange.sent(job, sealed).text.reveal(), request.rendered.notices)
    return replace(case, decided=sealed.review)


def show(case: Case, found: Opinions) -> None:
    """Print the opinions; an error is told as such."""
    if found.judged:
        print("\n" + clean(heading(found.model)))
    for one in found.judged:
        print(f"{SIGNS[one.opinion]} {visible(sentence(case.answer, one.span))}")
        print(f"    {visible(words(one))}")
    tell_error(found)


def tell_error(found: Opinions) -> None:
    """Say why the judge stopped, if it did."""
    if found.error:
        note(_("The judge stopped. {reason}").format(reason=_told(found.error)))


def _told(error: HygieError) -> str:
    return " ".join(filter(None, (error.title, error.detail, error.action)))
