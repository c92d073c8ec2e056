"""Ten tasks of a real day, by keyboard alone in a real terminal, with the real guard and engine.

Run from the root: python -m tests.tui.walk FOLDER [--languages fr,en] [--sizes 120x36,80x24] [--model NAME]
Each screen is written to FOLDER as it was seen. The model `provider` answers at once, from the
loopback; any other is asked as it is. Screens are for looking at: a walk that ends is no proof of beauty.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from assistant import i18n
from assistant.i18n import gettext as _
from tests.tui.provider import Provider, provider
from tests.tui.terminal import Terminal

LONG = 600
"""Seconds a model may take."""
PASSPHRASE = "quatre mots sans lien"


@dataclass(frozen=True, slots=True)
class Words:
    """What the person of the walk writes, in one language."""

    notes: str
    wish: str
    lease: str
    question: str
    altered: str
    letter: str
    hide: str
    owl: str
    page: str
    prompt: str


WORDS = {
    "fr": Words(
        notes="retard de livraison, Inès Valmont mécontente, geste commercial 120 euros",
        wish="un mail posé à Inès Valmont",
        lease="Le loyer est de 900 euros par mois. Le préavis est de trois mois.\n",
        question="Quel est le loyer, et quel est le préavis ?",
        altered="Le loyer est de 950 euros par mois. Le préavis est de trois mois.",
        letter="Écrivez à Inès Valmont (ines.valmont@example.org) que la réunion Belvédère est reportée.",
        hide="Belvédère",
        owl="Où chasse la chouette effraie ?",
        page="Chapitre {n}. La commune a planté {n} tilleuls et réparé {n} bancs cette année.",
        prompt="plain-language.fr",
    ),
    "en": Words(
        notes="late delivery, Harold Whitcombe unhappy, 120 euros as a gesture",
        wish="a calm mail to Harold Whitcombe",
        lease="The rent is 900 euros a month. The notice is three months.\n",
        question="What is the rent, and what is the notice?",
        altered="The rent is 950 euros a month. The notice is three months.",
        letter="Write to Harold Whitcombe (h.whitcombe@example.org) that the Belvedere meeting is put off.",
        hide="Belvedere",
        owl="Where does the barn owl hunt?",
        page="Chapter {n}. The town planted {n} lime trees and mended {n} benches this year.",
        prompt="plain-language.en",
    ),
}
OWLS = (
    "# Owls\n\nThe barn owl hunts voles at night over meadows.\n\n# Chouettes\n\n"
    "La chouette effraie chasse les campagnols la nuit au-dessus des prés.\n"
)


class Walk:
    """One day in one language at one size."""

    def __init__(
        self,
        folder: Path,
        language: str,
        size: tuple[int, int],
        model: str,
        server: Provider | None,
    ) -> None:
        i18n.choose(language)
        self.words, self.model, self.server = WORDS[language], model, server
        self.name = f"{language}-{size[0]}x{size[1]}"
        self.folder, self.home = folder, folder / f"home-{self.name}"
        shutil.rmtree(self.home, ignore_errors=True)
        self.files = self.home / "files"
        self.files.mkdir(parents=True)
        self._write_files()
        other = "en_GB.UTF-8" if language == "fr" else "fr_FR.UTF-8"
        self.language, self.seconds = language, {}
        environment = {
            "HYGIE_HOME": str(self.home), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "LANG": other, "LC_ALL": "", "LC_MESSAGES": "", "PYTHONUTF8": "1",
            "HYGIE_LANG": "", "PYTHONDONTWRITEBYTECODE": "",
            "HYGIE_PASSPHRASE": "", "COLORTERM": "truecolor",
        }  # fmt: skip
        if server is not None:
            environment |= {
                "OPENAI_API_BASE": f"http://127.0.0.1:{server.server_port}/v1",
                "OPENAI_API_KEY": "sk-test",
            }
        self.terminal = Terminal(self.name, size, environment)

    def _write_files(self) -> None:
        (self.files / "bail.md").write_text(self.words.lease, encoding="utf-8")
        (self.files / "owls.md").write_text(OWLS, encoding="utf-8")
        pages = [self.words.page.format(n=n) for n in range(1, 41)]
        (self.files / "report.pdf").write_bytes(paged(pages))

    def begin(self) -> None:
        """Start hygie."""
        model = f" --model {self.model}" if self.model != "auto" else ""
        self.terminal.start(f"{sys.executable} -m assistant.cli{model}")

    def look(self, name: str) -> str:
        """Keep what is on the screen."""
        shown = self.terminal.screen()
        (self.folder / f"{self.name}-{name}.txt").write_text(shown, encoding="utf-8")
        (self.folder / f"{self.name}-{name}.ans").write_text(self.terminal.screen(colours=True))
        return shown

    def run(self) -> None:
        """Do all ten tasks."""
        self.begin()
        try:
            for task in TASKS:
                began = time.monotonic()
                task(self)
                self.seconds[task.__name__] = round(time.monotonic() - began, 1)
        except AssertionError:
            self.look("failed")
            raise
        finally:
            self.terminal.end()

    def send(self, name: str) -> None:
        """Send what is ready, through the review when there is one; wait for the whole answer."""
        t = self.terminal
        t.keys("C-s")
        tally = _("unchecked: {n}").format(n="")[:9]
        t.until(_("Found"), tally, seconds=LONG)
        if _("Found") in t.screen():
            time.sleep(0.3)
            self.look(f"{name}-review")
            t.keys("C-s")
            t.until(_("Found"), seconds=20, gone=True)
        t.until(tally, seconds=LONG)
        time.sleep(0.6)
        self.look(f"{name}-answer")


def paged(pages: list[str]) -> bytes:
    """Return a PDF with one text a page."""
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer)
    for text in pages:
        for number, line in enumerate(re.findall(r".{1,80}(?:\s|$)", text)):
            canvas.drawString(60, 760 - 16 * number, line.strip())
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def first_start(walk: Walk) -> None:
    """The guide: language, what is protected, a passphrase, the keys."""
    t = walk.terminal
    t.until("Votre langue", seconds=90)
    walk.look("01-guide-1")
    t.keys("Up" if walk.language == "fr" else "Down", "Enter")
    t.says("Nothing confidential leaves unseen.")
    walk.look("01-guide-2")
    t.keys("Enter")
    t.says("Your conversations and drafts can be kept here, encrypted.")
    walk.look("01-guide-3")
    t.write(PASSPHRASE)
    t.keys("Enter")
    t.says("Write the passphrase once more.")
    t.write(PASSPHRASE)
    t.keys("Enter")
    t.says("Enter: begin.")
    walk.look("01-guide-4")
    t.keys("Enter")
    t.says("guard: ready")
    walk.look("01-ready")


def delicate_mail(walk: Walk) -> None:
    """Draft a delicate mail from notes."""
    t = walk.terminal
    t.keys("F3")
    t.until(_("What should it say, to whom? (optional)")[:20])
    t.write(walk.words.notes)
    t.until(walk.words.notes[-8:])
    t.keys("Tab")
    t.write(walk.words.wish)
    t.until(walk.words.wish)
    walk.look("02-draft")
    walk.send("02-draft")
    t.keys("C-k")
    time.sleep(0.5)
    walk.look("02-draft-menu")
    t.keys("v")
    time.sleep(0.7)
    walk.look("02-draft-versions")
    t.keys("Escape")


def long_pdf(walk: Walk) -> None:
    """Summarise a 40-page PDF, with the places."""
    t = walk.terminal
    t.keys("F4")
    t.until(_("Documents"))
    t.keys("C-o")
    t.says("What to summarise")
    t.write(str(walk.files / "report.pdf"))
    t.keys("Enter")
    t.until("report.pdf (", seconds=60)
    walk.look("03-pdf")
    t.keys("C-t")
    walk.send("03-pdf")


def redaction(walk: Walk) -> None:
    """Review a request, change what is hidden, take one change back, send."""
    t = walk.terminal
    t.keys("F2")
    t.write(walk.words.letter)
    t.until(walk.words.letter[-12:])
    t.keys("C-s")
    t.until(_("Found"), seconds=120)
    time.sleep(0.5)
    walk.look("04-review")
    before = t.screen()
    t.keys("Space")
    t.until("[ ] L1", "[ ] P1")
    walk.look("04-review-shown")
    t.keys("u")
    t.until("[ ] L1", "[ ] P1", gone=True)
    assert t.screen().split("\n")[:20] == before.split("\n")[:20]
    t.keys("+")
    t.says("Text to hide everywhere")
    t.write(walk.words.hide)
    t.keys("Enter")
    t.until(f"[x] +1 {walk.words.hide}", "+1")
    time.sleep(0.3)
    walk.look("04-review-changed")
    t.keys("C-s")
    t.until(_("Found"), seconds=20, gone=True)
    t.until(_("unchecked: {n}").format(n="")[:9], seconds=LONG)
    walk.look("04-answer")
    if walk.server is not None:
        sent = walk.server.received[-1]
        for word in (walk.words.hide, "Valmont", "Whitcombe", "example.org"):
            assert word not in sent, "a name left"


def doubtful_figure(walk: Walk) -> None:
    """Find the figure of an answer that the source does not bear out."""
    t = walk.terminal
    t.keys("C-n")
    time.sleep(0.5)
    t.keys("Tab", "Enter")
    t.keys("C-o")
    t.says("File to attach")
    t.write(str(walk.files / "bail.md"))
    t.keys("Enter")
    t.until("+ bail.md")
    t.write(walk.words.question)
    t.until(walk.words.question[-12:])
    walk.send("05-figure")
    t.keys("Tab")
    time.sleep(0.5)
    walk.look("05-figure-doubt")
    t.keys("Enter")
    t.until(_("Evidence"), seconds=10)
    time.sleep(0.4)
    walk.look("05-figure-evidence")
    t.keys("Escape")
    time.sleep(0.3)
    t.keys("Escape")


def prompt_form(walk: Walk) -> None:
    """Find a prompt, fill its form in, look at it, run it."""
    t = walk.terminal
    t.keys("F5")
    t.until(_("Prompts"))
    time.sleep(1.5)
    walk.look("06-prompts")
    t.write(walk.words.prompt)
    t.until(walk.words.prompt)
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
    time.sleep(0.5)
    walk.look("06-preview")
    t.keys("Escape")
    t.until(" *")
    walk.send("06-prompt")
    t.keys("Escape")


def own_notes(walk: Walk) -> None:
    """Add a folder of notes, search it, ask it."""
    t = walk.terminal
    t.keys("F6")
    t.until(_("Passages"))
    t.keys("C-o")
    t.says("Add to your notes")
    t.write(str(walk.files / "owls.md"))
    t.keys("Enter")
    t.until("1 document", seconds=90)
    t.until(_("Esc stops"), seconds=120, gone=True)
    t.keys("Escape")
    t.write(walk.words.owl)
    t.keys("Enter")
    t.until("owls.md", seconds=120)
    time.sleep(1)
    walk.look("07-notes-found")
    walk.send("07-notes")


def search_history(walk: Walk) -> None:
    """Find a conversation again and go on with it."""
    t = walk.terminal
    t.keys("F7")
    t.until(_("Conversations"))
    time.sleep(1)
    walk.look("08-history")
    t.write(walk.words.hide)
    t.until("1 ", seconds=30)
    time.sleep(1)
    t.keys("Enter")
    time.sleep(1)
    shown = walk.look("08-found")
    assert walk.words.hide in shown


def exporting(walk: Walk) -> None:
    """Export what was found."""
    t, target = walk.terminal, walk.files / "out.docx"
    t.keys("C-e")
    t.says("Export to")
    t.write(str(target))
    walk.look("09-export")
    t.keys("Enter")
    end = time.monotonic() + 60
    while not target.exists():
        assert time.monotonic() < end, t.screen()
        time.sleep(0.2)
    time.sleep(0.5)
    walk.look("09-exported")


def engine_killed(walk: Walk) -> None:
    """An answer whose engine was killed is told; the engine comes back, the draft with it."""
    t = walk.terminal
    t.keys("F2")
    time.sleep(0.5)
    t.write(walk.words.letter)
    t.until(walk.words.letter[-12:])
    if walk.server is not None:
        walk.server.going_on.clear()
    t.keys("C-s")
    t.until(_("Found"), seconds=120)
    t.keys("C-s")
    t.until(_("The model answers."), seconds=LONG)
    time.sleep(0.5)
    walk.look("10-answering")
    os.kill(t.processes()[-1], signal.SIGKILL)
    t.until("! " + _("The engine stopped."), seconds=30)
    walk.look("10-engine-killed")
    if walk.server is not None:
        walk.server.going_on.set()
    t.until(_("guard: ready"), seconds=120)
    time.sleep(0.5)
    shown = walk.look("10-engine-back")
    assert walk.words.letter[:20] in shown.split("╭")[-1], "the draft is not in the composer"
    assert "✗" not in shown, "the draft is not kept any more"


def recovery(walk: Walk) -> None:
    """What was being written is there after a kill of everything; an answer that broke off is told."""
    t = walk.terminal
    t.keys("F2")
    t.until("✓ " + _("kept"), seconds=30)
    for number in walk.terminal.processes():
        try:
            os.kill(number, signal.SIGKILL)
        except ProcessLookupError:
            continue
    t.until("EXIT", seconds=20)
    t.end()
    walk.begin()
    t.says("Passphrase of your history (Esc: without it)")
    walk.look("10-started-again")
    t.write(PASSPHRASE)
    t.keys("Enter")
    t.until(walk.words.hide, seconds=30)
    walk.look("10-back")


TASKS: tuple[Callable[[Walk], None], ...] = (
    first_start, delicate_mail, long_pdf, redaction, doubtful_figure,
    prompt_form, own_notes, search_history, exporting, engine_killed, recovery,
)  # fmt: skip


def answers(language: str) -> Callable[[str], str]:
    """Return what the provider says to a question."""

    def answer(question: str) -> str:
        words = WORDS[language]
        return words.altered if words.lease.strip() in question else ""

    return answer


def main() -> None:
    """Walk in every language at every size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--languages", default="fr,en")
    parser.add_argument("--sizes", default="120x36,80x24")
    parser.add_argument("--model", default="provider")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    for language in options.languages.split(","):
        for size in options.sizes.split(","):
            width, height = map(int, size.split("x"))
            with ExitStack() as stack:
                server = stack.enter_context(provider()) if options.model == "provider" else None
                if server is not None:
                    server.answer = answers(language)
                model = "openai/test" if server is not None else options.model
                walk = Walk(options.folder, language, (width, height), model, server)
                try:
                    walk.run()
                except AssertionError as error:
                    failed += 1
                    print(walk.name, "stopped:", error, flush=True)
                print(walk.name, walk.seconds, flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
