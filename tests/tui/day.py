"""A person's day for the walks: what they write, their files, and the home that hygie gets for it."""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant import i18n
from tests.tui.provider import Provider
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
        letter="Écrivez à Inès Valmont (ines.valmont@example.org) que la réunion « tilleul bleu » est reportée.",
        hide="tilleul bleu",
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
        letter="Write to Harold Whitcombe (h.whitcombe@example.org) that the “blue linden” meeting is put off.",
        hide="blue linden",
        owl="Where does the barn owl hunt?",
        page="Chapter {n}. The town planted {n} lime trees and mended {n} benches this year.",
        prompt="plain-language.en",
    ),
}
OWLS = (
    "# Owls\n\nThe barn owl hunts voles at night over meadows.\n\n# Chouettes\n\n"
    "La chouette effraie chasse les campagnols la nuit au-dessus des prés.\n"
)


class Day:
    """One day in one language, in a terminal of one size."""

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
        (self.files / "bail.md").write_text(self.words.lease, encoding="utf-8")
        (self.files / "owls.md").write_text(OWLS, encoding="utf-8")
        pages = [self.words.page.format(n=n) for n in range(1, 41)]
        (self.files / "report.pdf").write_bytes(paged(pages))
        self.language, self.seconds, self.starts = language, {}, 0
        self.terminal = Terminal(self.name, size, self._environment())

    def _environment(self) -> dict[str, str]:
        """The guide's own question decides the language: the system speaks the other one."""
        own = {
            "HYGIE_HOME": str(self.home), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "LANG": "en_GB.UTF-8" if self.language == "fr" else "fr_FR.UTF-8", "LC_ALL": "",
            "LC_MESSAGES": "", "PYTHONUTF8": "1", "HYGIE_LANG": "", "PYTHONDONTWRITEBYTECODE": "",
            "HYGIE_PASSPHRASE": "", "COLORTERM": "truecolor",
        }  # fmt: skip
        if self.server is not None:
            address = f"http://127.0.0.1:{self.server.server_port}/v1"
            own |= {"OPENAI_API_BASE": address, "OPENAI_API_KEY": "sk-test"}
        return own

    def begin(self, *options: str) -> None:
        """Start hygie."""
        self.starts += 1
        model = ("--model", self.model) if self.model != "auto" else ()
        self.terminal.start(" ".join((sys.executable, "-m", "assistant.cli", *model, *options)))

    def look(self, name: str) -> str:
        """Keep what is on the screen."""
        shown = self.terminal.screen()
        (self.folder / f"{self.name}-{name}.txt").write_text(shown, encoding="utf-8")
        (self.folder / f"{self.name}-{name}.ans").write_text(self.terminal.screen(colours=True))
        return shown

    def run(self, tasks: tuple[Callable[..., None], ...]) -> None:
        """Do the tasks one after the other."""
        try:
            for task in tasks:
                began = time.monotonic()
                task(self)
                self.seconds[task.__name__] = round(time.monotonic() - began, 1)
        except AssertionError:
            self.look("failed")
            raise
        finally:
            self.terminal.end()

    def assert_hidden(self) -> None:
        """Nothing of the letter's names is in what left last; only a provider of ours can tell."""
        if self.server is not None:
            sent = self.server.received[-1]
            for word in (self.words.hide, "Valmont", "Whitcombe", "example.org"):
                assert word not in sent, "a name left"


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


def answers(language: str) -> Callable[[str], str]:
    """Return what the provider says to a question."""

    def answer(question: str) -> str:
        words = WORDS[language]
        return words.altered if words.lease.strip() in question else ""

    return answer
