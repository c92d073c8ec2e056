"""A prompt of the library as the question of `hygie ask`: values placed, approval checked."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from assistant import prompt_wiring, vault_wiring, wiring
from assistant.cli.output import note
from assistant.cli.passphrases import of_history
from assistant.cli.prompt_values import collect
from assistant.config import Layered, Settings
from assistant.errors import MissingError, UserError
from assistant.i18n import gettext as _
from assistant.models.cards import ModelCard, find
from assistant.pipeline import Pipeline
from assistant.prompt_forms import Ready, ready
from assistant.prompt_shelf import Opening
from assistant.protocols import PromptSource
from assistant.sentences import labelled
from assistant.types import Answer, Destination, Draft, Private, Request, Review, Task
from prompts.errors import InputError, PromptError
from prompts.format.forms import Field, form
from prompts.format.inputs import label
from prompts.library.retired import retirement
from prompts.reproduce.trust import require_approval


def kept(settings: Settings) -> Opening:
    """Return what opens the store that records runs and remembers values."""
    return prompt_wiring.opening(settings, of_history)


def ask(options: argparse.Namespace, draft: Draft) -> Ready:
    """Fill a prompt in from the command line; the typed text and the documents go into its fields.

    Raises MissingError, UntrustedError, InputError or TemplateError; nothing is sent then.
    """
    stack = prompt_wiring.stack(options.library)
    found = stack.find(options.prompt)
    require_approval(stack, found)
    values = collect(found.prompt, getattr(options, "vars", None), options.var)
    values |= _placed(form(found.prompt), values, draft)
    try:
        return ready(stack, found, values)
    except InputError as error:
        # Who gives a value does not edit the file: its path and line would only hide what is missing.
        title = labelled(options.prompt, error.bare)
        raise InputError(title, error.detail, error.action, name=error.input) from None


def answered(asked: Ready, settings: Settings, card: ModelCard) -> tuple[Request, Answer]:
    """Ask once, as the guard proposes, without showing the answer; raises HygieError."""
    wishes = asked.found.prompt.meta.config
    pipeline = wiring.pipeline(
        settings, card, vault_wiring.new_vault(), asked.source, wishes, passphrase=of_history
    )
    draft = Draft("cli", Task.CHAT, Private(""), asked.sources)
    prepared = pipeline.prepare(draft)
    for notice in prepared.rendered.notices:
        note(notice)
    request = pipeline.seal(prepared, Review())
    return request, asyncio.run(_whole(pipeline, request))


def opinion(
    source: PromptSource, settings: Settings, card: ModelCard, wishes: Mapping[str, object]
) -> str:
    """Ask a judging model once, as the guard proposes; raises HygieError."""
    pipeline = wiring.pipeline(
        settings, card, vault_wiring.new_vault(), source, wishes, passphrase=of_history
    )
    prepared = pipeline.prepare(Draft("cli", Task.CHAT, Private("")))
    answer = asyncio.run(_whole(pipeline, pipeline.seal(prepared, Review())))
    return answer.text.reveal()


async def _whole(pipeline: Pipeline, request: Request) -> Answer:
    async with aclosing(pipeline.answer(request)) as events:
        async for event in events:
            if isinstance(event, Answer):
                return event
    raise AssertionError("the pipeline ends with an answer")


def settings(asked: Ready, layered: Layered) -> Settings:
    """Return the settings with the model the prompt names, unless the person chose one."""
    wanted = asked.found.prompt.meta.model
    wanted = str(asked.found.library.manifest.models.get(wanted, wanted))
    if not wanted or layered.settings.model != "auto":
        return layered.settings
    refuse_retired(asked, wanted)
    try:
        find(wanted)
    except MissingError:
        note(_("the prompt asks for the model {name}, which is not known here").format(name=wanted))
        return layered.settings
    return replace(layered.settings, model=wanted)


def refuse_retired(asked: Ready, model: str) -> None:
    """Raise PromptError for a model that its maker has shut down."""
    ended = retirement(model)
    if ended and ended <= datetime.now(UTC).date():
        raise PromptError(
            _("{model} was shut down on {date}.").format(model=model, date=ended.isoformat()),
            _("Nothing was sent."), _("Choose another model with --model, or in the prompt: hygie models"),
            asked.found.prompt.front.place("model"),
        )  # fmt: skip


def flag_sensitive(asked: Ready, card: ModelCard) -> None:
    """Say which of the values are marked as sensitive when they are about to leave the machine."""
    names = [n for n in asked.found.prompt.meta.hygie.sensitive if asked.values.get(n)]
    if names and card.destination is not Destination.LOCAL:
        shown = ", ".join(label(asked.found.prompt, name) for name in names)
        note(_("marked as sensitive, look at it before sending: {names}").format(names=shown))


def _placed(fields: tuple[Field, ...], values: dict[str, Any], draft: Draft) -> dict[str, Any]:
    """The typed text and the documents, each in the field that waits for it."""
    documents = "\n\n".join(d.text.reveal().strip() for d in draft.documents)
    placed: dict[str, Any] = {}
    for text in filter(None, [documents, draft.text.reveal().strip()]):
        field = _waiting([f for f in fields if f.name not in {*values, *placed}])
        placed[field.name] = text
    return placed


def _waiting(fields: list[Field]) -> Field:
    """The field that takes a long text: from outside first, then a text area, then one required."""
    texts = [f for f in fields if f.type == "string"]
    for wanted in (
        [f for f in texts if f.untrusted], [f for f in texts if f.widget == "textarea"],
        [f for f in texts if f.required],
    ):  # fmt: skip
        if wanted:
            return sorted(wanted, key=lambda f: not f.required)[0]
    raise UserError(
        _("This prompt has no field for this text."),
        _("Nothing was sent."),
        _("Give its inputs by name: --var NAME=VALUE"),
    )
