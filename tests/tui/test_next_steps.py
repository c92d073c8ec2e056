"""What the screen says can be done: the modes above, the keys below, the line below an answer."""

import pytest

from assistant import i18n
from assistant.types import Private, TextDelta
from tests.tui.fakes import SIZES, FakeEngine, app, chat, send, shown, until
from tests.tui.test_answer import TEXT, VERDICTS
from tui import modes
from tui.modes import Mode
from tui.widgets.checked_answer import CheckedAnswer
from tui.widgets.key_line import KeyLine

NEXT = {"en": "y copies, w writes the report", "fr": "y copie, w écrit le compte rendu"}
LANGUAGES = ["en", "fr"]


@pytest.fixture(autouse=True, params=LANGUAGES)
def language(request):
    i18n.choose(request.param)
    yield request.param
    i18n.choose("en")


def bar(pilot) -> str:
    return shown(pilot).split("\n")[0]


def keys(pilot) -> list[str]:
    return [found.key for found in pilot.app.screen.query_one(KeyLine)._shown()]


@pytest.mark.parametrize("mode", list(Mode))
async def test_at_80_columns_every_mode_has_a_name_and_the_shown_one_its_whole(mode, language):
    async with app(FakeEngine()).run_test(size=(80, 24)) as pilot:
        await pilot.press(modes.key(mode))
        await until(pilot, lambda: f"[{modes.key(mode).upper()} {modes.name(mode)}]" in bar(pilot))
        for other in set(Mode) - {mode}:
            assert f"{modes.key(other).upper()} {modes.short_name(other)}" in bar(pilot)


async def test_with_less_room_the_names_nearby_stay_and_every_key():
    async with app(FakeEngine()).run_test(size=(60, 20)) as pilot:
        await pilot.press("f5")
        near = [
            f"F{n} {modes.short_name(mode)}"
            for n, mode in ((4, Mode.SUMMARIES), (6, Mode.KNOWLEDGE))
        ]
        await until(pilot, lambda: all(words in bar(pilot) for words in near))
        assert all(f"F{n}" in bar(pilot) for n in range(2, 10))
        await pilot.resize_terminal(20, 20)
        await until(pilot, lambda: bar(pilot).strip() == f"[F5 {modes.name(Mode.PROMPTS)}]")


async def test_with_all_the_room_every_name_is_whole():
    async with app(FakeEngine()).run_test(size=(120, 36)) as pilot:
        assert all(modes.name(mode) in bar(pilot) for mode in Mode)


@pytest.mark.parametrize("size", SIZES)
async def test_after_an_answer_the_screen_says_what_can_be_done(size, language):
    engine = FakeEngine()
    engine.events, engine.verdicts = [TextDelta(Private(TEXT))], VERDICTS
    async with app(engine, review="never").run_test(size=size) as pilot:
        assert not [key for key in keys(pilot) if key.endswith("G")], "there is no answer to go to"
        await send(pilot, "Sum up")
        await until(pilot, lambda: chat(pilot).query("#next"))
        flat = " ".join(shown(pilot).split())
        assert NEXT[language] in flat
        assert [key for key in keys(pilot) if key.endswith("G")] in (["Ctrl+G"], ["^G"])
        await pilot.press("ctrl+g")
        await until(pilot, lambda: chat(pilot).query_one(CheckedAnswer).has_focus)
        assert keys(pilot)[:3] == [i18n.gettext("Tab"), i18n.gettext("Enter"), "y"]
        assert keys(pilot)[-1] == "F1"
        if size != (60, 20):
            assert "w" in keys(pilot)


async def test_the_next_steps_stand_below_the_last_answer_alone():
    engine = FakeEngine()
    async with app(engine, review="never").run_test(size=(80, 24)) as pilot:
        await send(pilot, "Hello")
        await until(pilot, lambda: chat(pilot).query("#next"))
        engine.answering.clear()
        await send(pilot, "And now?")
        await until(pilot, lambda: len(chat(pilot).query("AnswerView")) == 2)
        assert not chat(pilot).query("#next"), "the answer to come is not there yet"
        engine.answering.set()
        await until(pilot, lambda: len(chat(pilot).query("#next")) == 1)


async def test_where_nothing_is_doubtful_tab_leads_on():
    engine = FakeEngine()
    async with app(engine, review="never").run_test(size=(80, 24)) as pilot:
        await send(pilot, "Hello")
        await until(pilot, lambda: chat(pilot).query("#next"))
        await pilot.press("ctrl+g")
        answer = chat(pilot).query_one(CheckedAnswer)
        assert answer.has_focus
        assert i18n.gettext("Tab") not in keys(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "reason 0" in shown(pilot))
        await pilot.press("escape", "tab")
        assert not answer.has_focus


async def test_without_an_answer_tab_leads_on_and_no_command_goes_to_one(language):
    async with app(FakeEngine()).run_test(size=(80, 24)) as pilot:
        assert chat(pilot).composer.has_focus
        await pilot.press("tab")
        assert not chat(pilot).composer.has_focus
        await pilot.press("escape", "ctrl+p")
        await until(pilot, lambda: "Ctrl+J" in shown(pilot))
        assert i18n.gettext("To the answer") not in shown(pilot)
