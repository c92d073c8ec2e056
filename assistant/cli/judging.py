"""`--judge MODEL`: a model's opinion of each sentence over the sources, asked through the guard."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant import judge, wiring
from assistant.cli import ask_history, exchange
from assistant.cli.output import note, progress_bar
from assistant.cli.passphrases import of_history
from assistant.config import Settings
from assistant.errors import HygieError, UserError
from assistant.i18n import gettext as _
from assistant.judge import Judged, Opinion
from assistant.models.cards import ModelCard
from assistant.store.conversations import new_key
from assistant.types import Document, Draft, Private, Request, Task, Verdict
from assistant.visible import clean, visible

_SIGNS = {Opinion.SUPPORTED: "=", Opinion.CONTRADICTED: "!", Opinion.ABSENT: "?", None: "·"}


@dataclass(frozen=True, slots=True)
class Case:
    """An answer with its sources and the verdicts on it, which no judge changes."""

    answer: Private[str]
    sources: tuple[Document, ...]
    verdicts: tuple[Verdict, ...]

    def sentence(self, verdict: Verdict) -> str:
        """Return a sentence on one line."""
        span = verdict.claim.span
        return " ".join(self.answer.reveal()[span.start : span.end].split())


@dataclass(frozen=True, slots=True)
class Opinions:
    """What a judge said; `error` is why it stopped, if it did."""

    model: str
    judged: tuple[Judged, ...]
    error: HygieError | None = None

    def fields(self) -> dict[str, object]:
        """Return it for JSON."""
        error = {"error": self.error.fields()} if self.error else {}
        return {"model": self.model, "opinions": [one.fields() for one in self.judged], **error}


def card_of(name: str, settings: Settings) -> ModelCard:
    """Return the card of the judge; raises MissingError for an unknown name."""
    return wiring.model_card(replace(settings, model=name))


def judged(case: Case, options: argparse.Namespace, settings: Settings) -> Opinions:
    """Ask the judge, some sentences at a time; what it said before an error is kept."""
    card = card_of(options.judge, settings)
    verdicts = judge.to_judge(case.verdicts)
    if not case.sources or not verdicts:
        note(_("There is nothing to judge: no source, or no sentence that states something."))
        return Opinions(card.title, ())
    found: list[Judged] = []
    try:
        job = _job(card, options, settings)
        for first in range(0, len(verdicts), judge.AT_ONCE):
            note(
                _("asking {model} for its opinion: sentence {n} of {total}").format(
                    model=card.title, n=first + 1, total=len(verdicts)
                )
            )
            found += _asked(job, case, verdicts[first : first + judge.AT_ONCE])
    except HygieError as error:
        return Opinions(card.title, tuple(found), error)
    return Opinions(card.title, tuple(found))


def _job(card: ModelCard, options: argparse.Namespace, settings: Settings) -> exchange.Job:
    wiring.ready_model(card, progress_bar(_("hygie: assembling the embedded model")))
    vault = wiring.new_vault()
    # Its cost counts like any other; its text is no part of a conversation.
    counted = ask_history.recorder(replace(settings, history="off"), card, vault, new_key())
    wishes: dict[str, object] = {"temperature": 0}
    pipeline = wiring.pipeline(
        settings, card, vault, wishes=wishes, history=counted, passphrase=of_history
    )
    return exchange.Job(options, settings, card, pipeline, quiet=True)


def _asked(job: exchange.Job, case: Case, verdicts: Sequence[Verdict]) -> list[Judged]:
    answer = exchange.sealed_and_sent(job, _prepared(job, case, verdicts))
    told = judge.opinions(answer.text.reveal(), len(verdicts))
    found: list[Judged] = []
    for number, verdict in enumerate(verdicts, 1):
        if number in told or len(verdicts) == 1:
            found.append(Judged(verdict.claim.span, *told.get(number, (None, ""))))
        else:  # small models stop after the first sentence: this one is asked by itself
            found += _asked(job, case, [verdict])
    return found


def _prepared(job: exchange.Job, case: Case, verdicts: Sequence[Verdict]) -> Request:
    """Prepare one request with whole sources, or with the closest places where they are too long."""
    text = Private(judge.question([case.sentence(verdict) for verdict in verdicts]))
    draft = Draft("judge", Task.CHAT, text, case.sources)
    for documents in (case.sources, judge.excerpts(verdicts, case.sources)):
        request = job.pipeline.prepare(replace(draft, documents=documents))
        if documents and len(request.rendered.calls) == 1:
            return request
    raise UserError(
        _("The sources are too long for this judge."),
        _("These sentences were not sent."),
        _("Give shorter sources, or a judge with a longer context: hygie models"),
    )


def show(case: Case, found: Opinions) -> None:
    """Print the opinions; an error is told as such."""
    if found.judged:
        title = _("Opinion of {model} (an opinion, not evidence; it changes no verdict):")
        print("\n" + clean(title.format(model=found.model)))
    texts = {verdict.claim.span: case.sentence(verdict) for verdict in case.verdicts}
    for one in found.judged:
        print(f"{_SIGNS[one.opinion]} {visible(texts[one.span])}")
        said = f": “{visible(one.why)}”" if one.why else ""
        print(f"    {_word(one.opinion)}{said}")
    if found.error:
        note(_("The judge stopped: {reason}").format(reason=_told(found.error)))


def _told(error: HygieError) -> str:
    return " ".join(filter(None, (error.title, error.detail, error.action)))


def _word(opinion: Opinion | None) -> str:
    if opinion is None:
        return _("no opinion that can be read")
    return {
        Opinion.SUPPORTED: _("it finds this in the sources"),
        Opinion.CONTRADICTED: _("it finds that the sources say otherwise"),
        Opinion.ABSENT: _("it does not find this in the sources"),
    }[opinion]
