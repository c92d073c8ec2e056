"""One request of the command line on its way: reviewed, sent, and shown as it comes."""

from __future__ import annotations

import argparse
import asyncio
import sys
from contextlib import aclosing
from dataclasses import dataclass

from assistant.cli.output import note, progress_bar
from assistant.cli.passing import seconds_passing
from assistant.cli.review import review_at_terminal
from assistant.config import Settings
from assistant.decisions import review_wanted
from assistant.errors import PolicyRefused
from assistant.i18n import gettext as _
from assistant.models.cards import ModelCard
from assistant.pipeline import Pipeline
from assistant.types import (
    Answer,
    Destination,
    Draft,
    PartDone,
    Request,
    Retrying,
    Review,
    TextDelta,
)
from assistant.visible import clean


@dataclass(frozen=True, slots=True)
class Job:
    """What was typed and the parts that serve it; a quiet one does not show its answer."""

    options: argparse.Namespace
    settings: Settings
    card: ModelCard
    pipeline: Pipeline
    quiet: bool


def asked(job: Job, draft: Draft) -> Answer:
    """Carry a draft through review and guard to its answer; raises HygieError."""
    return sealed_and_sent(job, job.pipeline.prepare(draft))


def sealed_and_sent(job: Job, request: Request) -> Answer:
    """Carry a prepared request through review and guard to its answer; raises HygieError."""
    return sent(job, job.pipeline.seal(request, reviewed(job, request)))


def sent(job: Job, request: Request) -> Answer:
    """Send a sealed request and return its answer."""
    return asyncio.run(_stream(job, request))


def reviewed(job: Job, request: Request) -> Review:
    """Return the person's decisions; raises PolicyRefused where nobody can be asked."""
    assert request.proposal is not None
    wanted = job.options.review or review_wanted(job.settings.review, request.proposal)
    if job.options.yes or not wanted:
        return Review()
    if sys.stdin.isatty() and sys.stderr.isatty():
        return review_at_terminal(request.proposal, job.card.title, job.settings)
    if job.card.destination is Destination.LOCAL and not job.options.review:
        return Review()  # it stays on this machine
    raise PolicyRefused(
        _("The request was not reviewed: there is no terminal here to show it on."),
        _("Nothing was sent."),
        _("Add --yes to send what the guard proposes, or run the command in a terminal."),
    )


async def _stream(job: Job, request: Request) -> Answer:
    parts = progress_bar(_("hygie: reading the parts"))
    async with aclosing(job.pipeline.answer(request)) as events, seconds_passing() as stop:
        async for event in events:
            stop()
            if isinstance(event, Answer):
                return event
            if isinstance(event, TextDelta) and not job.quiet:
                sys.stdout.write(clean(event.text.reveal()))
                sys.stdout.flush()
            elif isinstance(event, PartDone):
                parts(event.done, event.total)
            elif isinstance(event, Retrying):
                note(
                    _("{reason} Trying again in {wait:.0f} s.").format(
                        reason=event.reason, wait=event.wait
                    )
                )
    raise AssertionError("the pipeline ends with an answer")
