"""How results, errors and progress are shown; standard output holds results alone."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable

from assistant import figures
from assistant.errors import HygieError
from assistant.visible import clean

_BAR = 24
_EVERY = 0.1
# Control characters that JSON may hold as they are.
_OBEYED = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def show_error(error: HygieError, *, as_json: bool) -> int:
    """Show an error in full and return its exit code."""
    if as_json:
        print_json({"error": error.fields()})
    lines = [part for part in (error.detail, error.action) if part]
    say("\n  ".join([f"hygie: {error.title}", *lines]))
    return int(error.exit_code)


def print_json(value: object) -> None:
    """Print one JSON object on a line of its own."""
    # Lone surrogates of damaged input cannot be written as UTF-8; JSON escapes them.
    text = json.dumps(value, ensure_ascii=False)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            text = json.dumps(value)
    print(_OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text), flush=True)


def show(text: object) -> None:
    """Print a result for a person: files and models of others must not give orders to the terminal."""
    print(clean(str(text)), flush=True)


def show_exactly(text: str) -> None:
    """Print a result to the letter, but on a terminal, which would obey what it holds."""
    sys.stdout.write(clean(text) if sys.stdout.isatty() else text)
    sys.stdout.flush()


def say(text: str) -> None:
    """Print something beside the result, as it is."""
    print(clean(text), file=sys.stderr)


def note(message: str) -> None:
    """Tell the person something beside the result."""
    say(f"hygie: {message}")


def progress_bar(label: str) -> Callable[[int, int], None]:
    """Return a progress function that draws a bar on a terminal, and a line in ten in a log."""
    terminal = sys.stderr.isatty()
    state = {"drawn": 0.0, "tenth": -1}

    def show(done: int, total: int) -> None:
        share = done / total if total else 1.0
        finished = done >= total
        if terminal:
            if not finished and time.monotonic() - state["drawn"] < _EVERY:
                return
            state["drawn"] = time.monotonic()
            filled = "█" * int(share * _BAR)
            end = "\n" if finished else ""
            line = f"\r{label} {filled:·<{_BAR}} {figures.share(share):>5}"
            print(line, end=end, file=sys.stderr, flush=True)
        elif int(share * 10) > state["tenth"]:
            state["tenth"] = int(share * 10)
            print(f"{label} {figures.share(share)}", file=sys.stderr)

    return show


def plural_found(count: int) -> str:
    """Return « 3 findings » in the person's language."""
    from assistant.i18n import ngettext

    return ngettext("{n} finding", "{n} findings", count).format(n=count)


def plural_reported(count: int) -> str:
    """Return how many things there are to mend; « 0 findings » would be a riddle."""
    from assistant.i18n import gettext as _

    return plural_found(count) if count else _("nothing to report")
