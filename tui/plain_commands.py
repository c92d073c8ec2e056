"""The commands of the linear mode, and what it keeps between lines."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from assistant.config import Settings
from assistant.destinations import place
from assistant.drafting import Sheet
from assistant.errors import UserError
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.role_words import role_name
from assistant.second_look import SecondLook
from assistant.sentences import labelled
from assistant.types import Answer, Document, Request, Task
from assistant.visible import clean
from tui.engine import Engine
from tui.state import Conversation
from tui.widgets.task_bar import task_name

if TYPE_CHECKING:
    from assistant.models.cards import ModelCard


@dataclass(slots=True)
class Desk:
    """One session: the engine, the conversation, and what goes with the next message."""

    settings: Settings
    engine: Engine
    runner: asyncio.Runner
    identifier: str
    conversation: Conversation = field(init=False)
    task: Task = Task.CHAT
    documents: tuple[Document, ...] = ()
    answer: Answer | None = None
    request: Request | None = None
    """What the last answer answers."""
    second: SecondLook = field(default_factory=SecondLook)
    """What was asked about the last answer."""
    sheet: Sheet | None = None
    """The draft that is open."""
    unsent: str = ""
    """What was written and got no answer."""
    listed: tuple[str, ...] = ()
    """The keys of the conversations listed last."""
    card: ModelCard | None = None
    model: str = field(init=False)
    _warm: asyncio.Task[Any] | None = None

    def __post_init__(self) -> None:
        self.conversation = Conversation(self.identifier)
        self.model = self.settings.model

    def call(self, method: str, **params: object) -> Any:  # noqa: ANN401  (a pipe's end)
        """Wait for the one value of an engine's method, the engine started again if it died."""

        async def called() -> Any:  # noqa: ANN401
            await self.engine.start()
            return await self.engine.one(method, **params)

        return self.runner.run(called())

    def wake(self) -> None:
        """Start the engine and let it warm up while the person writes."""

        async def start() -> None:
            await self.engine.start()
            self._warm = asyncio.create_task(self.engine.one("warm"))
            await asyncio.sleep(0.05)  # the call has to leave before the loop stands still

        self.runner.run(start())

    async def ready(self) -> ModelCard:
        """Wait for the guard, starting the engine again if it died; return the model's card."""
        await asyncio.sleep(0.05)  # an end that came while the loop stood still is noticed here
        if not self.engine.running or self._warm is None:
            await self.engine.start()
            self._warm, self.card = asyncio.create_task(self.engine.one("warm")), None
        if self.card is None:
            if not self._warm.done():
                say(_("Guard"), _("starting"))
            warm, self._warm = self._warm, None
            self.card = await warm
            self._warm = warm
            if self.model not in ("auto", self.card.name):
                self.card = await self.engine.one("choose", name=self.model)
            say(_("Guard"), _("ready"))
            say(_("Model"), f"{self.card.title}, {place(self.card.destination)}")
        return self.card


def say(label: str, text: str) -> None:
    """Print one labelled message, without control characters."""
    print(labelled(label, clean(text)), flush=True)  # noqa: T201


class Command(NamedTuple):
    """A command and what it is for."""

    run: Callable[[Desk, str], None]
    words: str


def _task(desk: Desk, rest: str) -> None:
    names = ", ".join(map(task_name, Task))
    if begun := _folded(rest):
        meant = {t for t in Task for n in (t.value, task_name(t)) if _folded(n).startswith(begun)}
        if len(meant) != 1:
            raise UserError(_("The tasks are: {names}").format(names=names))
        (desk.task,) = meant
    say(_("Task"), f"{task_name(desk.task)} ({names})")


def _folded(name: str) -> str:
    """Return a name as it is compared: accents and capitals are not asked for."""
    letters = unicodedata.normalize("NFD", name.strip().casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _file(desk: Desk, rest: str) -> None:
    if rest:
        desk.runner.run(desk.ready())
        desk.documents = (*desk.documents, desk.runner.run(desk.engine.one("read", path=rest)))
    for document in desk.documents:
        say(_("Document"), document.name.reveal())


def _model(desk: Desk, rest: str) -> None:
    desk.runner.run(desk.ready())
    if rest:
        desk.card = desk.runner.run(desk.engine.one("choose", name=rest))
        assert desk.card is not None
        desk.model = desk.card.name
        say(_("Model"), f"{desk.card.title}, {place(desk.card.destination)}")
        return
    for card in desk.runner.run(desk.engine.one("models")):
        say(card.name, f"{card.title}, {place(card.destination)}")
        for limit in card.limits:
            say("  -", limit)


def _new(desk: Desk, rest: str) -> None:
    if desk.engine.running:
        desk.runner.run(desk.engine.one("forget", conversation=desk.conversation.identifier))
    desk.conversation, desk.answer = Conversation(uuid4().hex), None
    say("hygie", _("New conversation"))


def _sent(desk: Desk, rest: str) -> None:
    for message in last(desk).sent:
        say(role_name(message.role), message.text)


def _received(desk: Desk, rest: str) -> None:
    say(_("As received"), last(desk).received.reveal())


def _copy(desk: Desk, rest: str) -> None:
    from tui import clipboard

    tool = clipboard.write(last(desk).text.reveal())
    way = _("Copied, by {way}.").format(way=tool) if tool else _("No clipboard tool was found.")
    say("hygie", way)


def _quit(desk: Desk, rest: str) -> None:
    raise EOFError


def last(desk: Desk) -> Answer:
    """Return the last answer; raises UserError."""
    if desk.answer is None:
        raise UserError(_("There is no answer yet."))
    return desk.answer


def chosen(rest: str, listed: Sequence[Any]) -> Any:  # noqa: ANN401  (what was listed)
    """Return what a number of a list names; raises UserError."""
    if not rest.isdigit() or not 1 <= int(rest) <= len(listed):
        raise UserError(_("There is no such number on the list."))
    return listed[int(rest) - 1]


COMMANDS = {
    "/task": Command(_task, N_("what is asked for: /task summarise")),
    "/file": Command(_file, N_("attaches a document: /file PATH")),
    "/model": Command(_model, N_("lists the models, or chooses one: /model NAME")),
    "/sent": Command(_sent, N_("what was sent, word for word")),
    "/received": Command(_received, N_("the last answer as it was received")),
    "/copy": Command(_copy, N_("copies the last answer")),
    "/new": Command(_new, N_("a new conversation")),
    "/quit": Command(_quit, N_("leaves")),
}
