"""Why a sentence is marked as it is, with its place in the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from assistant.i18n import N_
from assistant.i18n import gettext as _
from assistant.sentences import quoted, said_of
from assistant.sources import checked_against
from assistant.types import Evidence, Verdict
from assistant.verdicts import DOUBTFUL, SIGNS
from assistant.visible import visible
from tui import light_markdown
from tui.keys import SpokenKeys
from tui.marks import Mark
from tui.places import where
from tui.widgets.key_line import KeyLine
from tui.widgets.span_text import SpanText

if TYPE_CHECKING:
    from tui.widgets.checked_answer import CheckedAnswer


class EvidenceScreen(SpokenKeys, Screen[None]):
    """The claims of one sentence above, the source at the place below."""

    CSS_PATH = "../styles/reading.tcss"
    HELP = N_("Compare the sentence with the source.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,n,tab", "turn(1)", N_("Next place"), id="evidence.next"),
        Binding(
            "left,p,shift+tab", "turn(-1)", N_("Place before"), id="evidence.before", show=False
        ),
        Binding("escape,q", "back", N_("Back"), id="evidence.back"),
    ]

    def __init__(self, view: CheckedAnswer, sentence: int) -> None:
        super().__init__()
        answer, request = view.answer, view.request
        self._second = view.second
        self._verdicts = [v for v in answer.verdicts if v.claim.sentence == sentence]
        self._sources = checked_against(request, answer.text.reveal())
        self._places = _places(self._verdicts, len(self._sources))
        self._at = 0

    def compose(self) -> ComposeResult:
        """Lay out the claims and the source."""
        yield Static(_("Evidence"), id="heading", markup=False)
        told = [_claims(self._verdicts)]
        for verdict in self._verdicts[-1:]:
            told += [visible(line) for line in self._second.about(verdict.claim.span)]
        yield Static("\n".join(told), id="claims", markup=False)
        with VerticalScroll(classes="pane"):
            yield SpanText()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first place."""
        self.query_one(VerticalScroll).focus()
        self._show()

    def _show(self) -> None:
        pane, text = self.query_one(VerticalScroll), self.query_one(SpanText)
        if not self._places:
            pane.border_title = _("No sources were given")
            if self._sources:
                pane.border_title = _("No place in the sources")
                text.set_text(self._sources[0].text.reveal())
            return
        place = self._places[self._at]
        source = self._sources[place.source]
        name = visible(source.name.reveal()) or _("pasted text")
        counted = f"{self._at + 1}/{len(self._places)}"
        pane.border_title = f"{name} · {where(source, place.span.start)} · {counted}"
        mark = Mark(place.span.start, place.span.end, "found")
        text.set_text(source.text.reveal(), [mark])
        self.call_after_refresh(text.bring, place.span.start)

    def action_turn(self, step: int) -> None:
        """Go to the place beside."""
        if self._places:
            self._at = (self._at + step) % len(self._places)
            self._show()

    def action_back(self) -> None:
        """Go back to the answer."""
        self.dismiss(None)


def _places(verdicts: list[Verdict], known: int) -> list[Evidence]:
    places: dict[tuple[int, int, int], Evidence] = {}
    for verdict in sorted(verdicts, key=lambda verdict: verdict.status not in DOUBTFUL):
        for place in verdict.evidence:
            if place.source < known:
                key = (place.source, place.span.start, place.span.end)
                places.setdefault(key, place)
    return list(places.values())


def _claims(verdicts: list[Verdict]) -> str:
    whole = verdicts[-1:]
    lines = [f"{SIGNS[v.status]} {_short(v)}\n    {visible(v.reason)}" for v in whole]
    lines += [
        said_of(f"{SIGNS[v.status]} {quoted(_short(v))}", visible(v.reason)) for v in verdicts[:-1]
    ]
    return "\n".join(lines)


def _short(verdict: Verdict) -> str:
    shown = light_markdown.read(verdict.claim.text.reveal()).text
    return " ".join(visible(shown).split())
