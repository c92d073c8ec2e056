"""The references of an answer, looked up where the person asks for it: first what leaves, then what is told."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace

from textual import work

from assistant.errors import HygieError
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.lookup.told import LookedUp, Question, tally
from assistant.second_look import SecondLook
from assistant.types import PartDone
from assistant.visible import visible
from tui.engine import Engine
from tui.looking_up import beforehand, caution, leaving
from tui.screens.second_look import SecondLookScreen


class LookUpsScreen(SecondLookScreen):
    """Sends the identifiers alone, and only those that were shown."""

    HEADING = N_("Look references up")
    HELP = N_("See what would be sent and to whom; Enter sends it. Registries say what they know.")

    def __init__(self, engine: Engine, question: Question, second: SecondLook) -> None:
        super().__init__(engine, second)
        self._question = question
        self._plan: tuple[LookedUp, ...] = ()

    def on_mount(self) -> None:
        """See what would be sent."""
        super().on_mount()
        if self.second.looked_up:
            self._end(self.second.looked_up)
        else:
            self._look()

    @work(description="-", exclusive=True, group="second", exit_on_error=False)
    async def _look(self) -> None:
        self.tell([_("The guard reads the references; nothing is sent.")])
        try:
            self._plan = await self.engine.one("look_ups", question=self._question) or ()
        except HygieError as error:
            self.show_error(error)
            return
        self.tell(beforehand(self._plan))
        self.show([one.leaving for one in self._plan])
        self.ready(to_send=bool(leaving(self._plan)))

    async def ask(self) -> None:
        """Ask the registries one after the other."""
        found: list[LookedUp] = []
        total = len(self._plan)
        self._wait(0)
        call = self.engine.call("look_up", question=self._question, shown=self._plan)
        async with aclosing(call) as steps:
            async for one in steps:
                found.append(one)
                self.second = replace(self.second, looked_up=(*found, *self._plan[len(found) :]))
                self.show([each.said for each in self.second.looked_up])
                if len(found) < total:
                    self._wait(len(found))
        self._end(tuple(found))

    def _wait(self, done: int) -> None:
        host = visible(self._plan[done].host)
        words = _("Asking {host}.").format(host=host) if host else ""
        self.activity.show(words, parts=PartDone(done, len(self._plan)))

    def _end(self, found: tuple[LookedUp, ...]) -> None:
        self.second = replace(self.second, looked_up=found)
        self.tell([", ".join(tally(found)), caution()])
        self.show([one.said for one in found])

    def stopped(self) -> None:
        """Keep what was told so far."""
        if self.second.looked_up:
            self._end(self.second.looked_up)
        elif self._plan:
            self.ready(to_send=bool(leaving(self._plan)))
