"""The ten tasks in the linear mode, typed line by line; all that was printed is kept for reading."""

from __future__ import annotations

import time
from collections.abc import Callable

from assistant.i18n import gettext as _
from tests.tui.day import LONG, PASSPHRASE, Day


def ready() -> str:
    """Return what the review says when it waits."""
    told = _("[Enter] send, number: hide or show, + text: hide this too, u: undo, n: stop")
    return told.partition(",")[0]


class PlainWalk(Day):
    """A person who writes lines and waits for lines."""

    _seen = 0

    def say(self, line: str, *words: str, seconds: float = 120) -> str:
        """Write a line, wait until one of the words is printed after it; return what was printed."""
        self._seen = len(self.terminal.transcript().rstrip())
        self.terminal.write(line)
        self.terminal.keys("Enter")
        return self.wait(*words, seconds=seconds)

    def wait(self, *words: str, seconds: float = 120) -> str:
        """Wait until one of the words is printed."""
        end = time.monotonic() + seconds
        while True:
            printed = self.terminal.transcript().rstrip()
            if any(word.strip() in printed[self._seen :] for word in words):
                name = f"{self.name}-plain-{self.starts}.txt"
                (self.folder / name).write_text(printed, encoding="utf-8")
                return printed[self._seen :]
            assert time.monotonic() < end, f"waited in vain for {words}:\n{printed[-3000:]}"
            time.sleep(0.1)

    def send(self, line: str, *changes: str) -> str:
        """Send a request, through the review when there is one, after these changes to it."""
        checks = _("Checks")
        printed = self.say(line, ready(), f"{checks}:", f"{checks} :", seconds=LONG)
        for change in changes:
            printed += self.say(change, ready())
        if ready() in printed:
            printed += self.say("", f"{checks}:", f"{checks} :", seconds=LONG)
        self.wait(f"{_('You')}> ")
        return printed


def first_start(walk: PlainWalk) -> None:
    """What is protected, the language, a passphrase."""
    walk.begin("--plain")
    walk.wait("/unlock")
    walk.say(f"/language {walk.language}", _("plain mode; /help lists the commands"))
    walk.say("/unlock", _("Passphrase of your history: "))
    walk.say(PASSPHRASE, _("The history is open."), _("Write it once more: "))
    if _("The history is open.") not in walk.terminal.transcript():
        walk.say(PASSPHRASE, _("The history is open."))
    walk.say("/help", "/unlock")


def delicate_mail(walk: PlainWalk) -> None:
    """Draft a delicate mail from notes, shorten it, go back."""
    walk.say("/draft", _('Write your notes; a line of """ ends them.'))
    walk.say(walk.words.notes, walk.words.notes)
    walk.say('"""', f"{_('You')}> ")
    walk.send(f"/write {walk.words.wish}")
    walk.send("/shorten")
    walk.say("/undo", _("Draft"))
    walk.say("/drafts", "1")


def long_pdf(walk: PlainWalk) -> None:
    """Summarise a 40-page PDF, with the places."""
    walk.send(f"/summarise points {walk.files / 'report.pdf'}")


def redaction(walk: PlainWalk) -> None:
    """Review a request, change what is hidden, take one change back, send."""
    walk.send(walk.words.letter, "1", "u", f"+ {walk.words.hide}")
    walk.assert_hidden()


def doubtful_figure(walk: PlainWalk) -> None:
    """Find the figure of an answer that the source does not bear out."""
    walk.say("/new", _("New conversation"))
    walk.say(f"/file {walk.files / 'bail.md'}", "bail.md")
    walk.send(walk.words.question)
    walk.say("/evidence 1", "900", _("There is no such number on the list."))


def prompt_form(walk: PlainWalk) -> None:
    """Find a prompt, fill its form in line by line, run it."""
    walk.say(f"/prompts {walk.words.prompt}", walk.words.prompt)
    walk.say(f"/prompt {walk.words.prompt}", "> ")
    time.sleep(2)
    walk.say("", "> ")
    walk.send(walk.words.lease.strip())


def own_notes(walk: PlainWalk) -> None:
    """Add a file of notes, search it, ask it."""
    walk.say(f"/add {walk.files / 'owls.md'}", "1 document")
    time.sleep(3)
    walk.say(f"/find {walk.words.owl}", "owls.md")
    walk.send(f"/notes {walk.words.owl}")


def search_history(walk: PlainWalk) -> None:
    """Find a conversation again and go on with it."""
    walk.say(f"/history {walk.words.hide}", "1")
    walk.say("/open 1", _("Your next message goes on with it; /new begins another.")[:30])


def exporting(walk: PlainWalk) -> None:
    """Export the last answer."""
    target = walk.files / "out.docx"
    walk.say(f"/save {target}", "out.docx")
    end = time.monotonic() + 30
    while not target.exists():
        assert time.monotonic() < end
        time.sleep(0.1)


def recovery(walk: PlainWalk) -> None:
    """What got no answer is there after a kill of everything."""
    walk.say(walk.words.letter, ready())
    walk.terminal.kill()
    walk.begin("--plain")
    walk._seen = 0
    walk.wait(_("Passphrase of your history (Enter: without it): "))
    walk.say(PASSPHRASE, "/again")
    walk.send("/again", f"+ {walk.words.hide}")
    walk.assert_hidden()


TASKS: tuple[Callable[[PlainWalk], None], ...] = (
    first_start, delicate_mail, long_pdf, redaction, doubtful_figure, prompt_form, own_notes,
    search_history, exporting, recovery,
)  # fmt: skip
