"""The review: what is about to leave, and what a person decides about it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.binding import Binding, BindingType

from assistant.decisions import Decisions, risky_shown, undecided
from assistant.errors import HygieError
from assistant.i18n import N_, ngettext
from assistant.i18n import gettext as _
from assistant.kinds import label
from assistant.left_decisions import hiding, hiding_rules
from assistant.models.cards import ModelCard
from assistant.store.records import OwnRule
from assistant.types import Request
from tui.keys import SpokenKeys
from tui.screens.confirm import Confirm
from tui.screens.notice import Notice
from tui.screens.review_deciding import ReviewDeciding

if TYPE_CHECKING:
    from tui.app import HygieApp


class ReviewScreen(SpokenKeys, ReviewDeciding):
    """Gives back the person's decisions, or None when they go back to the draft."""

    CSS_PATH = "../styles/review.tcss"
    HELP = N_("Choose what is hidden before the request leaves.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,alt+enter", "send", N_("Send"), id="review.send", priority=True),
        Binding("e", "edit", N_("Edit"), id="review.edit"),
        Binding("plus", "hide", N_("Hide a text"), id="review.hide"),
        Binding("a", "lasting", N_("From now on"), id="review.lasting"),
        Binding("u,ctrl+z", "undo", N_("Undo"), id="review.undo"),
        Binding("tab", "app.focus_next", N_("Next pane"), id="review.pane", show=False),
        Binding("escape", "back", N_("Back"), id="review.back"),
    ]

    def __init__(self, request: Request, card: ModelCard, left: Decisions | None = None) -> None:
        super().__init__(request, card, left or Decisions())
        self.left = Decisions()
        """What was decided before the person went back to the draft: for the next review of it."""
        self._asked = False

    def action_send(self) -> None:
        """Give the decisions back; ask once more about what is risky."""
        if open_questions := undecided(self._decisions.listed(self._found), self._decisions):
            names = ", ".join(entity.mark for entity in open_questions)
            words = _("The policy wants you to decide about {names} (Space).")
            self.notify(words.format(names=names), severity="warning")
            return
        risky = risky_shown(self._found, self._decisions)
        if not risky or self._asked:
            self._leave()
            return
        names = ", ".join(f"{e.mark} ({label(e.kind)})" for e in risky)
        question = _("{names} would leave in clear. Send all the same?").format(names=names)
        self.app.push_screen(Confirm(question, _("Send in clear")), self._confirmed)

    @work(description="-", exclusive=True, group="leaving", exit_on_error=False)
    async def _leave(self) -> None:
        """Give the decisions back; what is to hold from now on is kept first, or nothing is sent."""
        if rules := self._decisions.rules(self._found):
            try:
                await cast("HygieApp", self.app).engine.one("keep_rules", rules=rules)
            except HygieError as error:
                self.app.push_screen(Notice(error))
                return
        self.dismiss(self._decisions.review())

    def _confirmed(self, yes: bool | None) -> None:
        if yes:
            self._asked = True
            self.action_send()

    def action_back(self) -> None:
        """Go back to the draft; what is to be hidden from now on is kept first."""
        self.left = hiding(self._decisions)
        rules = self._decisions.rules(self._found)
        kept = hiding_rules(rules)
        if len(kept) < len(rules):
            self.notify(
                _("Nothing was sent: what was to be let through from now on was not kept."),
                severity="warning",
            )
        if kept:
            self._keep_and_leave(kept)
        else:
            self.dismiss(None)

    @work(description="-", exclusive=True, group="leaving", exit_on_error=False)
    async def _keep_and_leave(self, rules: tuple[OwnRule, ...]) -> None:
        """Keep rules and go back, whether they could be kept or not."""
        try:
            await cast("HygieApp", self.app).engine.one("keep_rules", rules=rules)
        except HygieError as error:
            self.left = replace(self.left, lasting=frozenset(rule.term for rule in rules))
            await self.app.push_screen_wait(Notice(error))
        else:
            words = ngettext(
                "{n} decision to hide is kept from now on.",
                "{n} decisions to hide are kept from now on.",
                len(rules),
            )
            self.notify(words.format(n=len(rules)))
        self.dismiss(None)
