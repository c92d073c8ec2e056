"""Every word goes through the catalogue, and there is room for longer ones than English has."""

import ast
import gettext
from math import ceil
from pathlib import Path

import pytest

import tui
from assistant import i18n
from tests.tui.fakes import SIZES, FakeEngine, app, chat, on_review, send, shown, until
from tui.widgets.checked_answer import CheckedAnswer


class Longer(gettext.NullTranslations):
    """A language with a quarter more letters; its words are told by their capitals."""

    def gettext(self, message: str) -> str:
        return message + "ß" * ceil(len(message) / 4)

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)


@pytest.mark.parametrize("size", SIZES)
async def test_longer_words_fit(size, monkeypatch):
    monkeypatch.setattr(i18n, "_current", Longer())
    engine = FakeEngine()
    async with app(engine).run_test(size=size) as pilot:
        await until(pilot, lambda: "guard: readyßßß" in shown(pilot))
        assert "Sendß" in shown(pilot)
        await send(pilot, "Greet Marie Durand")
        await until(pilot, lambda: on_review(pilot))
        for words in ("Hide or showßßß", "1 hiddenßß", "0 left in clearßßßß", "outside the EUßßßß"):
            assert words in " ".join(shown(pilot).split())
        await pilot.press("enter")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
        await pilot.press("tab")
        assert "Evidenceßß" in shown(pilot) or size[0] < 80


async def test_without_colour_every_mark_still_shows(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with app(FakeEngine()).run_test(size=(80, 24)) as pilot:
        await send(pilot, "Greet Marie Durand on 12 March")
        await until(pilot, lambda: on_review(pilot))
        for mark in ("[P1]Marie Durand", "(D1)12 March", "[x] P1", "[ ] D1"):
            assert mark in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
        assert "·  Hello" in shown(pilot)


def test_binding_words_are_marked_for_the_catalogue():
    for path in Path(tui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Binding":
                if len(node.args) == 2:  # a movement that every editor has stands in no help
                    assert {one.arg for one in node.keywords} == {"show"}
                    continue
                assert isinstance(node.args[2], ast.Call), f"{path.name}:{node.lineno}"
                maker = node.args[2].func
                assert getattr(maker, "id", "") == "N_" or ast.unparse(maker) in (
                    "modes.title",
                    "modes.window_title",
                )
                assert any(keyword.arg == "id" for keyword in node.keywords)
