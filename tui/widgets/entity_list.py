"""The list of what was found: hidden or left, mark, value, kind and placeholder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.styles import RulesMap
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.decisions import Decisions, Entity, is_bound
from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.kinds import label
from assistant.types import Action, Private, Proposal
from assistant.visible import visible
from tui.keys import SpokenKeys
from tui.review_text import placeholder
from tui.wrapping import cells

_LONGEST = 40


class EntityList(SpokenKeys, OptionList):
    """Space or a click turns a row from hidden to left in clear."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # By the screen itself: a message would come after a quick key that follows, as Undo.
        Binding("space", "screen.turn", N_("Hide or show"), id="review.toggle"),
        Binding("enter", "screen.send", N_("Send"), id="review.enter", show=False),
    ]

    class Toggled(Message):
        """A row was turned: an entity, or the number of an added term."""

        def __init__(self, row: Entity | int) -> None:
            super().__init__()
            self.row = row

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._rows: list[Entity | int] = []

    @property
    def row(self) -> Entity | int | None:
        """The highlighted row: an entity, or the number of an added term."""
        if self.highlighted is None or self.highlighted >= len(self._rows):
            return None
        return self._rows[self.highlighted]

    @property
    def key(self) -> str:
        """The mark of the highlighted row."""
        row = self.row
        if row is None:
            return ""
        return row.mark if isinstance(row, Entity) else f"+{row + 1}"

    def show(self, proposal: Proposal, found: Sequence[Entity], decisions: Decisions) -> None:
        """Show the rows; the highlight stays where it was."""
        at = self.highlighted or 0
        self._rows = [*range(len(decisions.added)), *decisions.listed(found)]
        prompts = [_Row(_prompt(row, proposal, decisions)) for row in self._rows]
        if len(prompts) == self.option_count:
            for index, prompt in enumerate(prompts):
                if self.get_option_at_index(index).prompt != prompt:
                    self.replace_option_prompt_at_index(index, prompt)
            return
        self.clear_options()
        self.add_options([Option(prompt) for prompt in prompts])
        self.highlighted = min(at, len(prompts) - 1) if prompts else None

    @on(OptionList.OptionSelected)
    def _turn(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Toggled(self._rows[event.option_index]))


class _Row(Content):
    """A row that tells its height without wrapping, where it can: a long document has thousands."""

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return how many lines it takes."""
        return 1 if cells(self.plain) <= width else super().get_height(rules, width)


def _prompt(row: Entity | int, proposal: Proposal, decisions: Decisions) -> str:
    if isinstance(row, int):
        term = decisions.added[row]
        tail = f"{label(term.kind)} → {term.placeholder}{_so_always(term.text, decisions)}"
        return f"[x] +{row + 1:<3} {_short(term.text.reveal())} · {tail}"
    action = decisions.action(row.redaction)
    box = {Action.ALLOW: "[ ]", Action.ASK: "[?]", Action.BLOCK: "[!]"}.get(action, "[x]")
    times = f" ×{row.count}" if row.count > 1 else ""
    tail = f" → {placeholder(row.redaction)}" if action is not Action.ALLOW else ""
    if is_bound(proposal, row, decisions):
        tail += " · " + _("by the policy")
    tail += _so_always(row.value, decisions)
    value = _short(row.value.reveal())
    return f"{box} {row.mark:<4} {value}{times} · {label(row.kind)}{tail}"


def _so_always(value: Private[str], decisions: Decisions) -> str:
    return " · ∞ " + _("from now on") if value in decisions.lasting else ""


def _short(value: str) -> str:
    line = " ".join(visible(value).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
