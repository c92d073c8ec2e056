"""The parts of the walk that only a real terminal can show; `python -m tests.tui.walk` does all of it."""

import shutil

import pytest

from assistant import i18n
from tests.tui import walk
from tests.tui.day import answers
from tests.tui.provider import provider


@pytest.mark.skipif(shutil.which("tmux") is None, reason="no tmux on this machine")
def test_first_start_review_doubt_and_recovery_by_keyboard_in_a_real_terminal(
    tmp_path,
):
    tasks = (
        walk.first_start, walk.redaction, walk.doubtful_figure, walk.engine_killed, walk.recovery,
    )  # fmt: skip
    with provider() as server:
        server.answer = answers("fr")
        try:
            walk.Walk(tmp_path, "fr", (80, 24), "openai/test", server).run(tasks)
        finally:
            i18n.choose("en")
    for screen in tmp_path.glob("*.txt"):
        assert all(len(line) <= 80 for line in screen.read_text().split("\n")), screen.name
