"""French marks stay with their word: no line on a screen begins with « ? » or ends with « « »."""

import re

import pytest
from textual.app import App, ComposeResult
from textual.widgets import OptionList, Static, TextArea

from assistant import i18n
from assistant.types import Language
from tests.tui.fakes import FakeEngine, app, shown
from tui.no_break import keep_lines_whole
from tui.widgets.span_text import SpanText

SAID = (
    "Que faire\u00a0? Ceci\u00a0: lire «\u00a0le bail\u00a0»\u00a0; attendre\u00a0! Puis 12\u202f000\u00a0€ à "
    "payer «\u00a0demain\u00a0»."
)
_TORN = re.compile(r"^[\s│▌▎┃║]*[:;!?»€](?=\s|$)|«[\s│▌▎┃║▁▂▃▄▅▆▇█]*$", re.MULTILINE)


class Four(App[None]):
    """Every way in which text reaches a screen."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width

    def compose(self) -> ComposeResult:
        text = SpanText()
        text.set_text(SAID)
        for each in (Static(SAID, markup=False), OptionList(SAID), TextArea(SAID), text):
            each.styles.width, each.styles.height = self._width, 12
            yield each


@pytest.mark.parametrize("width", range(12, 41, 4))
async def test_no_widget_breaks_a_line_at_a_no_break_space(width):
    keep_lines_whole()
    async with Four(width).run_test(size=(60, 60)) as pilot:
        assert shown(pilot).count("bail") == 4
        assert not _TORN.findall(shown(pilot))


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_no_line_of_a_french_screen_begins_with_a_mark(size):
    i18n.speak(Language.FR)
    async with app(FakeEngine()).run_test(size=size) as pilot:
        for key in ("f1", "escape", "f2", "f3", "f4", "f5", "f6"):
            await pilot.press(key)
            await pilot.pause()
            assert not _TORN.findall(shown(pilot)), shown(pilot)
