"""A finished answer with a sign in the gutter for each sentence."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.second_look import SecondLook
from assistant.types import Answer, ClaimKind, Request
from assistant.verdicts import ADVICE, DOUBTFUL, tally
from assistant.visible import visible
from tui.keys import SpokenKeys
from tui.messages import (
    CopyWanted,
    EvidenceWanted,
    ExportWanted,
    JudgeWanted,
    LookUpWanted,
    SentWanted,
)
from tui.signed_text import paragraph, signed, span_of
from tui.widgets.span_text import SpanText

GUTTER = 3


class CheckedAnswer(SpokenKeys, Vertical, can_focus=True):
    """Tab goes from doubt to doubt, Enter to the evidence."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "doubt(1)", N_("Next doubt"), id="answer.next"),
        Binding("shift+tab", "doubt(-1)", N_("Doubt before"), id="answer.before", show=False),
        Binding("down", "sentence(1)", N_("Next sentence"), id="answer.down", show=False),
        Binding("up", "sentence(-1)", N_("Sentence before"), id="answer.up", show=False),
        Binding("enter", "evidence", N_("Evidence"), id="answer.evidence"),
        Binding("y", "copy", N_("Copy"), id="answer.copy"),
        Binding("w", "report", N_("Report"), id="answer.report"),
        Binding("j", "judge", N_("Opinion of a model"), id="answer.judge"),
        Binding("e", "export", N_("Export"), id="answer.export"),
        Binding("r", "received", N_("As received"), id="answer.received"),
        Binding("s", "sent", N_("What was sent"), id="answer.sent"),
        Binding("l", "look_up", N_("Look references up"), id="answer.look_up"),
        Binding("b", "copy_block", N_("Copy the paragraph"), id="answer.block", show=False),
    ]

    def __init__(self, answer: Answer, request: Request) -> None:
        super().__init__()
        self.answer, self.request = answer, request
        self._sentences = [v for v in answer.verdicts if v.claim.kind is ClaimKind.STATEMENT]
        self._at: int | None = None
        self._as_received = False
        self.second = SecondLook()

    def compose(self) -> ComposeResult:
        """Lay out warnings, text and tally."""
        for warning in self.answer.warnings:
            yield Static(f"! {visible(warning)}", classes="warning", markup=False)
        for advice in self.answer.advice:
            yield Static(f"{ADVICE} {visible(advice)}", classes="note", markup=False)
        yield SpanText(gutter=GUTTER)
        told = [*tally(self.answer.verdicts), f"{self.answer.seconds:.0f} s"]
        yield Static(" · ".join(told), classes="note", markup=False)
        yield Static(id="second", classes="note", markup=False)

    def on_mount(self) -> None:
        """Show the restored text."""
        self.query_one("#second").display = False
        self._show()

    def _show(self) -> None:
        view = self.query_one(SpanText)
        if self._as_received:
            view.set_text(self.answer.received.reveal())
            return
        view.set_text(*signed(self.answer.text.reveal(), self._sentences))

    @property
    def doubts(self) -> list[int]:
        """The numbers of the doubtful sentences."""
        return [n for n, v in enumerate(self._sentences) if v.status in DOUBTFUL]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer doubts, and evidence, where there are any; Tab leads on otherwise."""
        if action == "evidence":
            return bool(self._sentences)
        return bool(self.doubts) if action == "doubt" else super().check_action(action, parameters)

    def action_doubt(self, step: int) -> None:
        """Go to the next doubtful sentence; after the last, to the next widget."""
        here = -1 if self._at is None and step > 0 else self._at
        if here is None:
            here = len(self._sentences)
        ahead = [n for n in self.doubts if (n - here) * step > 0]
        if ahead:
            self._choose(ahead[0] if step > 0 else ahead[-1])
            return
        self._choose(None)
        if step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def first_doubt(self) -> bool:
        """Go to the first doubtful sentence, and return whether there is one."""
        if self.doubts:
            self._at = None
            self.action_doubt(1)
        return bool(self.doubts)

    def action_sentence(self, step: int) -> None:
        """Go to the sentence beside, doubtful or not."""
        if self._sentences:
            here = (-1 if step > 0 else len(self._sentences)) if self._at is None else self._at
            self._choose(min(max(here + step, 0), len(self._sentences) - 1))

    def _choose(self, number: int | None) -> None:
        self._at = number
        self.query_one(SpanText).choose("" if number is None else str(number))

    def on_blur(self) -> None:
        """Nothing stays chosen."""
        self._choose(None)

    def action_evidence(self) -> None:
        """Show why the chosen sentence is marked so; where none is chosen, the first doubt or sentence."""
        at = (*self.doubts, 0)[0] if self._at is None else self._at
        self._choose(at)
        self.post_message(EvidenceWanted(self, at))

    def action_received(self) -> None:
        """Show the answer as it was received, or restored again."""
        self._as_received = not self._as_received
        self._show()

    def action_look_up(self) -> None:
        """Have the references looked up, after saying what leaves."""
        self.post_message(LookUpWanted(self))

    def action_judge(self) -> None:
        """Ask for a model's opinion, after saying what leaves."""
        self.post_message(JudgeWanted(self))

    def show_second(self, second: SecondLook | None) -> None:
        """Show below the checks what was told besides them."""
        if second is not None:
            self.second = second
            below = self.query_one("#second", Static)
            below.update("\n".join(visible(line) for line in second.lines()))
            below.display = bool(second.lines())

    def action_sent(self) -> None:
        """Show what was sent."""
        self.post_message(SentWanted(self.answer))

    def action_copy(self) -> None:
        """Copy the chosen sentence; where none is chosen, all that is shown."""
        if self._at is None or self._as_received:
            self.post_message(CopyWanted(self._text))
        else:
            start, end = span_of(self._sentences[self._at])
            self.post_message(CopyWanted(self._text[start:end], _("The sentence is copied.")))

    def action_copy_block(self) -> None:
        """Copy the paragraph, list or code that the chosen sentence stands in; else all that is shown."""
        if self._at is None or self._as_received:
            self.action_copy()
            return
        block = paragraph(self._text, span_of(self._sentences[self._at]))
        self.post_message(CopyWanted(block, _("The paragraph is copied.")))

    def action_export(self) -> None:
        """Write what is shown to a file."""
        self.post_message(ExportWanted(self._text, _("answer")))

    def action_report(self) -> None:
        """Write what the checks found, and what was asked besides, to a file."""
        from tui.report import report

        text = report(self.answer, self.request, self.second)
        self.post_message(ExportWanted(text, _("report")))

    @property
    def _text(self) -> str:
        source = self.answer.received if self._as_received else self.answer.text
        return source.reveal()
