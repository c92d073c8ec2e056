"""One line that always says: which model and where, how the guard does, how much was used."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from assistant import figures
from assistant.destinations import place
from assistant.i18n import gettext as _
from assistant.types import Destination
from assistant.visible import visible
from tui.state import Conversation, Guard, Health


class StatusLine(Widget):
    """Draws `health` and `conversation`; both are replaced whole."""

    health: reactive[Health] = reactive(Health())
    conversation: reactive[Conversation] = reactive(Conversation(""))

    def render(self) -> Content:
        """Draw the line, the guard first: it must be seen at any width."""
        left, right = [self._guard(), *self._model()], self._used()
        # What does not fit is left out whole, the least important first.
        while len(left) > 1 and len(" · ".join([*left, right])) > self.size.width:
            left.pop()
        text = " · ".join(left)
        if len(text) + len(right) >= self.size.width:
            right = ""
        return Content(text + right.rjust(max(0, self.size.width - len(text))))

    def _guard(self) -> str:
        if self.health.guard is Guard.STARTING:
            return _("guard: starting {n} s").format(n=self.health.seconds)
        return _("guard: ready") if self.health.guard is Guard.READY else _("guard: stopped")

    def _model(self) -> list[str]:
        card = self.health.card
        if card is None:
            return self._notes()
        local = card.destination is Destination.LOCAL
        sign = "⌂" if local else "→"
        parts = [f"{sign} {place(card.destination)}", visible(card.title)]
        if self.health.offline and not local:
            parts.insert(0, "⊘ " + _("offline"))
        if self.health.assembled is not None:
            share = figures.share(self.health.assembled)
            parts.insert(0, _("preparing the model: {share}").format(share=share))
        if local:
            parts.append(_("nothing leaves"))
        return [*parts[:2], *self._notes(), *parts[2:]]

    def _notes(self) -> list[str]:
        if self.health.notes is None:
            return []
        return [_("notes: {share}").format(share=figures.share(self.health.notes))]

    def _used(self) -> str:
        if not self.conversation.tokens:
            return ""
        used = _("{n} tokens").format(n=figures.number(self.conversation.tokens))
        if self.conversation.cost is None:
            return used
        return f"{used} · {figures.money(self.conversation.cost)}"
