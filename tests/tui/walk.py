"""Ten tasks of a real day, by keyboard alone in a real terminal, with the real guard and engine.

Run from the root: python -m tests.tui.walk FOLDER [--languages fr,en] [--sizes 120x36,80x24] [--model NAME] [--plain]
Each screen is written to FOLDER as it was seen. The model `provider` answers at once, from the
loopback; any other is asked as it is. Screens are for looking at: a walk that ends is no proof of beauty.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from assistant.i18n import gettext as _
from tests.tui import walk_plain
from tests.tui.day import LONG, PASSPHRASE, Day, answers
from tests.tui.provider import provider

SETTLED = 0.7
"""Seconds after which a screen that needs nothing of the engine is whole."""


class Walk(Day):
    """What a person does again and again."""

    def type(self, text: str) -> None:
        """Write a text, and see it written."""
        self.terminal.write(text)
        self.terminal.until(text[-12:])

    def give(self, question: str, text: str) -> None:
        """Answer a window that asks for a line."""
        self.terminal.says(question)
        self.terminal.write(text)
        time.sleep(0.2)
        self.terminal.keys("Enter")

    def go(self, key: str, sign: str) -> None:
        """Go to a mode, once what was pressed before is done."""
        time.sleep(SETTLED)
        self.terminal.keys(key)
        self.terminal.until(sign)
        time.sleep(SETTLED)

    def settled(self, name: str) -> str:
        """Keep what is on the screen, once it is whole."""
        time.sleep(SETTLED)
        return self.look(name)

    def reviewed(self) -> None:
        """Send what stands at the review."""
        self.terminal.keys("C-s")
        self.terminal.until(_("Found"), seconds=20, gone=True)

    def answered(self, name: str) -> None:
        """Wait for the whole answer."""
        self.terminal.until(_("unchecked: {n}").format(n="")[:9], seconds=LONG)
        self.settled(name)

    def send(self, name: str) -> None:
        """Send what is ready, through the review when there is one; wait for the whole answer."""
        t = self.terminal
        t.keys("C-s")
        t.until(_("Found"), _("unchecked: {n}").format(n="")[:9], seconds=LONG)
        if _("Found") in t.screen():
            self.settled(f"{name}-review")
            self.reviewed()
        self.answered(f"{name}-answer")


def first_start(walk: Walk) -> None:
    """The guide: language, what is protected, a passphrase, the keys."""
    t = walk.terminal
    walk.begin()
    t.until("Votre langue", seconds=90)
    walk.settled("01-guide-1")
    t.keys("Up" if walk.language == "fr" else "Down", "Enter")
    t.says("Nothing confidential leaves unseen.")
    walk.look("01-guide-2")
    t.keys("Enter")
    t.says("Your conversations and drafts can be kept here, encrypted.")
    walk.look("01-guide-3")
    t.write(PASSPHRASE)
    t.keys("Enter")
    walk.give("Write the passphrase once more.", PASSPHRASE)
    t.says("Enter: begin.")
    walk.look("01-guide-4")
    t.keys("Enter")
    t.says("guard: ready")
    walk.settled("01-ready")


def delicate_mail(walk: Walk) -> None:
    """Draft a delicate mail from notes."""
    t = walk.terminal
    walk.go("F3", _("What should it say, to whom? (optional)")[:20])
    walk.type(walk.words.notes)
    t.keys("Tab")
    walk.type(walk.words.wish)
    walk.look("02-draft")
    walk.send("02-draft")
    t.keys("C-k")
    walk.settled("02-draft-menu")
    t.keys("v")
    walk.settled("02-draft-versions")
    t.keys("Escape")


def long_pdf(walk: Walk) -> None:
    """Summarise a 40-page PDF, with the places."""
    walk.go("F4", _("Documents"))
    walk.terminal.keys("C-o")
    walk.give("What to summarise", str(walk.files / "report.pdf"))
    walk.terminal.until("report.pdf (", seconds=60)
    walk.settled("03-pdf")
    walk.terminal.keys("C-t")
    walk.send("03-pdf")


def redaction(walk: Walk) -> None:
    """Review a request, change what is hidden, take one change back, send."""
    t = walk.terminal
    walk.go("F2", "F2")
    walk.type(walk.words.letter)
    t.keys("C-s")
    t.until(_("Found"), seconds=120)
    before = walk.settled("04-review")
    t.keys("Space")
    t.until("[ ] L1", "[ ] P1")
    walk.look("04-review-shown")
    t.keys("u")
    t.until("[ ] L1", "[ ] P1", gone=True)
    assert t.screen().split("\n")[:12] == before.split("\n")[:12]
    t.keys("+")
    walk.give("Text to hide everywhere", walk.words.hide)
    t.until(f"[x] +1 {walk.words.hide}", "+1")
    walk.settled("04-review-changed")
    t.keys("Down", "e")
    t.says("What to hide instead, and its kind")
    walk.settled("04-review-edit")
    t.keys("Escape")
    time.sleep(SETTLED)
    walk.reviewed()
    walk.answered("04-answer")
    walk.assert_hidden()


def doubtful_figure(walk: Walk) -> None:
    """Find the figure of an answer that the source does not bear out."""
    t = walk.terminal
    t.keys("C-n")
    time.sleep(SETTLED)
    t.keys("Tab", "Enter")
    time.sleep(SETTLED)
    t.keys("C-o")
    walk.give("File to attach", str(walk.files / "bail.md"))
    t.until("+ bail.md")
    walk.type(walk.words.question)
    walk.send("05-figure")
    t.keys("Tab")
    walk.settled("05-figure-doubt")
    t.keys("Enter")
    t.until(_("Evidence"), seconds=10)
    walk.settled("05-figure-evidence")
    t.keys("Escape")
    time.sleep(SETTLED)
    t.keys("Escape")


def prompt_form(walk: Walk) -> None:
    """Find a prompt, fill its form in, look at it, run it."""
    t = walk.terminal
    walk.go("F5", _("Prompts"))
    walk.settled("06-prompts")
    walk.type(walk.words.prompt)
    time.sleep(1)
    t.keys("Enter", "Enter")
    t.until(" *")
    time.sleep(2)  # the first field takes the focus
    walk.look("06-form")
    t.keys("Tab")
    t.write(walk.words.lease.strip())
    t.until(walk.words.lease.split()[-1])
    walk.look("06-form-filled")
    t.keys("C-r")
    t.until(" *", gone=True)
    walk.settled("06-preview")
    t.keys("Escape")
    t.until(" *")
    walk.send("06-prompt")


def own_notes(walk: Walk) -> None:
    """Add a folder of notes, search it, ask it."""
    t = walk.terminal
    walk.go("F6", _("Passages"))
    t.keys("C-o")
    walk.give("Add to your notes", str(walk.files / "owls.md"))
    t.until("1 document", seconds=90)
    t.until(_("Esc stops"), seconds=120, gone=True)
    t.write(walk.words.owl)
    t.keys("Enter")
    t.until("owls.md", seconds=120)
    walk.settled("07-notes-found")
    walk.send("07-notes")


def search_history(walk: Walk) -> None:
    """Find a conversation again and go on with it."""
    t = walk.terminal
    walk.go("F7", _("Conversations"))
    walk.settled("08-history")
    t.write(walk.words.hide)
    t.until("1 ", seconds=30)
    time.sleep(1)
    t.keys("Enter")
    shown = walk.settled("08-found")
    assert walk.words.hide in shown


def exporting(walk: Walk) -> None:
    """Export what was found."""
    target = walk.files / "out.docx"
    walk.terminal.keys("C-e")
    walk.terminal.says("Export to")
    walk.look("09-export")
    walk.give("Export to", str(target))
    end = time.monotonic() + 60
    while not target.exists():
        assert time.monotonic() < end, walk.terminal.screen()
        time.sleep(0.2)
    walk.settled("09-exported")


def own_data(walk: Walk) -> None:
    """What else there is to see: activity, settings, the week, copies, the doctor, help, commands."""
    t = walk.terminal
    for number, key in enumerate(("F8", "F9", "F10", "F11", "F12")):
        t.keys(key)
        time.sleep(3 if key == "F12" else SETTLED)
        walk.settled(f"11-own-{number}")
    t.keys("F1")
    walk.settled("11-help")
    t.keys("Escape")
    time.sleep(SETTLED)
    t.keys("F2", "C-p")
    walk.settled("11-commands")
    t.keys("Escape")
    time.sleep(SETTLED)


def engine_killed(walk: Walk) -> None:
    """An answer whose engine was killed is told; the engine comes back, the draft with it."""
    t = walk.terminal
    walk.go("F2", "F2")
    walk.type(walk.words.letter)
    if walk.server is not None:
        walk.server.going_on.clear()
    t.keys("C-s")
    t.until(_("Found"), seconds=120)
    t.keys("C-s")
    t.until(_("The model answers."), seconds=LONG)
    walk.settled("10-answering")
    os.kill(t.processes()[-1], signal.SIGKILL)
    t.until(_("The engine stopped."), seconds=30)
    walk.look("10-engine-killed")
    if walk.server is not None:
        walk.server.going_on.set()
    t.until(_("guard: ready"), seconds=120)
    shown = walk.settled("10-engine-back")
    assert walk.words.letter[:20] in shown.split("╭")[-1], "the draft is not in the composer"
    assert "✗" not in shown, "the draft is not kept any more"


def recovery(walk: Walk) -> None:
    """What was being written is there after a kill of everything; an answer that broke off is told."""
    t = walk.terminal
    walk.go("F2", "✓ " + _("kept"))
    t.kill()
    walk.begin()
    t.says("Passphrase of your history (Esc: without it)")
    walk.settled("10-started-again")
    walk.give("Passphrase of your history (Esc: without it)", PASSPHRASE)
    t.until(walk.words.hide, seconds=30)
    walk.settled("10-back")


TASKS: tuple[Callable[[Walk], None], ...] = (
    first_start, delicate_mail, long_pdf, redaction, doubtful_figure, prompt_form, own_notes,
    search_history, exporting, own_data, engine_killed, recovery,
)  # fmt: skip


def one(options: argparse.Namespace, language: str, size: tuple[int, int]) -> bool:
    """Walk once; say how it went, and return whether it ended."""
    with ExitStack() as stack:
        server = stack.enter_context(provider()) if options.model == "provider" else None
        if server is not None:
            server.answer = answers(language)
        model = "openai/test" if server is not None else options.model
        kind, tasks = (walk_plain.PlainWalk, walk_plain.TASKS) if options.plain else (Walk, TASKS)
        wanted = [task for task in tasks if not options.tasks or task.__name__ in options.tasks]
        walk = kind(options.folder, language, size, model, server)
        try:
            walk.run(tuple(wanted))
        except AssertionError as error:
            print(walk.name, "stopped:", error, flush=True)
            return False
        finally:
            print(walk.name, walk.seconds, flush=True)
        return True


def main() -> None:
    """Walk in every language at every size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--languages", default="fr,en")
    parser.add_argument("--sizes", default="120x36,80x24")
    parser.add_argument("--model", default="provider")
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--tasks", default="", help="their names, by commas; all without")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    sizes = [tuple(map(int, size.split("x"))) for size in options.sizes.split(",")]
    ended = [
        one(options, language, size) for language in options.languages.split(",") for size in sizes
    ]
    sys.exit(ended.count(False))


if __name__ == "__main__":
    main()
