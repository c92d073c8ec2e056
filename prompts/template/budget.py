"""What rendering may cost: steps, characters, time. A template from elsewhere cannot hang hygie."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from assistant.i18n import gettext as _
from prompts.errors import BudgetError, Source


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one rendering."""

    steps: int = 250_000
    characters: int = 2_000_000
    seconds: float = 2.0
    depth: int = 64


@dataclass(slots=True)
class Budget:
    """What is left of the limits while a template is rendered."""

    limits: Limits = field(default_factory=Limits)
    steps: int = 0
    characters: int = 0
    depth: int = 0
    began: float = field(default_factory=time.monotonic)

    def step(self, source: Source, at: int) -> None:
        """Count one step; raises BudgetError."""
        self.steps += 1
        if self.steps > self.limits.steps:
            self._stop(source, at, _("more than {n} steps").format(n=self.limits.steps))
        if self.steps % 512 == 0:
            self._in_time(source, at)

    def write(self, characters: int, source: Source, at: int) -> None:
        """Count characters that are written, before they are made; raises BudgetError."""
        self.characters += characters
        if self.characters > self.limits.characters:
            self._stop(source, at, _("more than {n} characters").format(n=self.limits.characters))

    def made(self, value: object, source: Source, at: int) -> None:
        """Look at what a helper made, which may never be written; raises BudgetError."""
        if isinstance(value, str) and len(value) > self.limits.characters:
            self._stop(source, at, _("more than {n} characters").format(n=self.limits.characters))
        self._in_time(source, at)

    def enter(self, source: Source, at: int) -> None:
        """Go one level deeper; raises BudgetError."""
        self.depth += 1
        if self.depth > self.limits.depth:
            self._stop(source, at, _("more than {n} levels").format(n=self.limits.depth))

    def leave(self) -> None:
        """Come back up one level."""
        self.depth -= 1

    def _in_time(self, source: Source, at: int) -> None:
        if time.monotonic() - self.began > self.limits.seconds:
            self._stop(source, at, _("more than {n} seconds").format(n=self.limits.seconds))

    def _stop(self, source: Source, at: int, what: str) -> None:
        raise BudgetError(
            _("The prompt takes {what}; it was stopped.").format(what=what),
            _("Nothing was sent."),
            _("Shorten the lists given to it, or nest fewer loops."),
            source.place(at),
        )
