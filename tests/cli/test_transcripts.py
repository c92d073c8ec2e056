"""What the first pages show is what the commands print today; the one that asks a model is shown, not held to it."""

import re
from pathlib import Path

import pytest

from examples.transcripts import PAGES, output

_SHOWN = re.compile(r"<!-- run: ([^\n]+) -->\n```text\n\$ [^\n]+\n(.*?)\n```", re.DOTALL)


def shown() -> list[tuple[str, str, str]]:
    return [
        ("fr" if "/fr/" in page.as_posix() else "en", command, printed)
        for page in PAGES
        for command, printed in _SHOWN.findall(page.read_text(encoding="utf-8"))
        if "hygie ask" not in command
    ]


@pytest.mark.parametrize(("language", "command", "printed"), shown())
def test_a_page_shows_what_is_printed(
    language: str, command: str, printed: str, tmp_path: Path
) -> None:
    assert output(command, str(tmp_path), language) == printed


def test_both_pages_show_commands() -> None:
    assert {language for language, *_rest in shown()} == {"en", "fr"}
