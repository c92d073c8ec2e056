"""Keeps what is being written, at every pause, in the encrypted store of the engine."""

from __future__ import annotations

import os

from textual import work
from textual.reactive import reactive
from textual.widget import Widget

from assistant.errors import HygieError, StoreLocked
from assistant.i18n import gettext as _
from assistant.sentences import said_of
from assistant.types import Private
from assistant.visible import visible
from tui.engine import Engine

KEY = f"composer:{os.getpid()}:{os.urandom(4).hex()}"
"""Where this program keeps what is written in its composer: two at once do not mix.

In a container every program may have the same number, so that it alone would not tell them apart.
"""

PAUSE = 0.4
"""Seconds without a key after which a draft is kept."""
AGAIN = 5.0
"""Seconds after which it is tried again where it could not be: a disk gets room, another program ends."""


def orphaned(key: str) -> bool:
    """Whether a draft is of a composer whose program is gone."""
    name, number, *_own = (*key.split(":"), "")
    if name != "composer" or not number.isdigit() or key == KEY:
        return False
    if int(number) == os.getpid():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


class Kept(Widget):
    """One line that says whether the draft is on the disk, and keeps it there."""

    DEFAULT_CSS = "Kept { height: auto; width: 1fr; padding: 0 2; color: $text-muted; }"
    words: reactive[str] = reactive("", layout=True)

    def watch_words(self) -> None:
        """Take no room while there is nothing to say."""
        self.display = bool(self.words)

    def __init__(self) -> None:
        super().__init__()
        self._failed = self._told = False
        self._waiting: dict[str, tuple[Engine, str]] = {}
        self._held: set[str] = set()

    def on_mount(self) -> None:
        """Have at hand what tries again."""
        self._again = self.set_interval(AGAIN, self._try_again, pause=True)

    def _try_again(self) -> None:
        self._again.pause()
        self._after_pause()

    @property
    def safe(self) -> bool:
        """Whether what was written last is on the disk."""
        return not self._waiting and not self._failed

    def render(self) -> str:
        """Draw the line."""
        return self.words

    def keep(self, engine: Engine, key: str, text: str) -> None:
        """Keep a text under a key after a pause; an empty one is dropped."""
        self._waiting[key] = (engine, text)
        self._after_pause()

    @work(description="-", exclusive=True, group="pause", exit_on_error=False)
    async def _after_pause(self) -> None:
        from asyncio import sleep

        await sleep(PAUSE)
        await self.flush()

    async def flush(self) -> None:
        """Keep at once what waits; a key pressed meanwhile ends this, and what is not written waits on."""
        for key, (engine, text) in list(self._waiting.items()):
            written = await self._written(engine, key, text)
            if written and self._waiting.get(key) == (engine, text):
                del self._waiting[key]

    async def _written(self, engine: Engine, key: str, text: str) -> bool:
        if not engine.running:
            return False
        try:
            if text:
                await engine.one("keep_draft", key=key, text=Private(text))
            else:
                await engine.one("drop_draft", key=key)
        except HygieError as error:
            self.tell(error)
            if not isinstance(error, StoreLocked):
                self._again.reset()
                self._again.resume()
            return False
        self._failed = self._told = False
        (self._held.add if text else self._held.discard)(key)
        self.words = "✓ " + _("kept") if self._held else ""
        return True

    def say_locked(self) -> None:
        """Say, before anything is written, that nothing is kept."""
        self.words = "✗ " + _("not kept: in memory only")

    def say_open(self) -> None:
        """Take back what was said of a locked store."""
        if not self._held and not self._failed:
            self.words = ""

    def tell(self, error: HygieError) -> None:
        """Say that nothing can be kept, and why."""
        self.words = "✗ " + _why(error)
        self._failed = True
        # Over another screen it would cover what is read there: it is told when more is written here.
        if not self._told and self.app.screen is self.screen:
            self._told = True
            lines = filter(None, (error.title, error.action))
            self.notify(visible("\n".join(lines)), severity="warning", timeout=10, markup=False)


def _why(error: HygieError) -> str:
    """Return that a draft is not kept and why, which stays; who gave no passphrase knows why."""
    words = _("not kept: in memory only")
    return words if isinstance(error, StoreLocked) else said_of(words, visible(error.title))
