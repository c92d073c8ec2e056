"""Keys that come faster than the screen takes them, as held keys and slow machines make them."""

import pytest
from textual import events

from tests.tui.fakes import FakeEngine, app, chat, on_review, send, shown, until
from tui.widgets.checked_answer import CheckedAnswer


def burst(pilot, *keys: str) -> None:
    """Press keys as a terminal tells them: none waits for the one before."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))


async def test_a_letter_typed_after_a_movement_stands_where_it_led():
    async with app(FakeEngine()).run_test(size=(80, 24)) as pilot:
        composer = chat(pilot).composer
        composer.take_up("one\ntwo\nthree")
        burst(pilot, "up", "up", "home", "Z", "end", "backspace", "Y")
        await until(pilot, lambda: "Y" in composer.text)
        assert composer.text == "ZonY\ntwo\nthree"


async def test_ctrl_home_and_ctrl_end_lead_to_the_ends_of_a_long_draft():
    async with app(FakeEngine()).run_test(size=(80, 24)) as pilot:
        composer = chat(pilot).composer
        composer.take_up("word\n" * 2_000)
        burst(pilot, "ctrl+home", "A", "ctrl+end", "B")
        await until(pilot, lambda: "B" in composer.text)
        assert composer.text.startswith("Aword\n") and composer.text.endswith("\nB")


async def test_what_was_typed_before_the_key_that_sends_is_sent():
    engine = FakeEngine()
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: pilot.app.guard_ready.is_set())
        burst(pilot, *"Hello", "ctrl+s")
        await until(pilot, lambda: "prepare" in engine.names())
        assert engine.request is not None
        assert engine.request.draft.text.reveal() == "Hello"


async def test_what_was_typed_before_the_key_that_writes_a_draft_is_part_of_it():
    engine = FakeEngine()
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: pilot.app.guard_ready.is_set())
        burst(pilot, *"Notes", "ctrl+s")
        await until(pilot, lambda: "prepare" in engine.names())
        assert engine.request is not None
        assert engine.request.draft.documents[0].text.reveal() == "Notes"


HELD = [
    "up", "down", "left", "right", "pageup", "tab", "shift+tab", "escape", "enter", "space", "ctrl+g", "ctrl+t",
    "ctrl+o", "ctrl+l", "ctrl+n", "ctrl+p", "f1", "f2", "f5", "f10", "ctrl+f9", "ctrl+c", "y", "j", "w", "l",
]  # fmt: skip


@pytest.mark.parametrize("key", HELD)
async def test_a_key_held_down_after_an_answer_breaks_nothing_and_keeps_the_draft(key):
    engine = FakeEngine()
    async with app(engine, review="never").run_test(size=(60, 20)) as pilot:
        await send(pilot, "Hello")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
        chat(pilot).composer.take_up("The draft")
        await pilot.press("ctrl+g")
        burst(pilot, *[key] * 60)
        await pilot.pause(0.2)
        for _step in range(60):
            if len(pilot.app.screen_stack) > 1:
                await pilot.press("escape")
        await pilot.press("f2", "escape")
        await until(pilot, lambda: pilot.app.screen is chat(pilot))
        await until(pilot, lambda: chat(pilot).composer.has_focus)
        assert chat(pilot).composer.text.replace(" ", "").strip(key).startswith("The")
        assert "draft" in chat(pilot).composer.text
        assert pilot.app.return_code is None


async def test_esc_held_at_the_review_leads_back_to_the_draft_and_sends_nothing():
    engine = FakeEngine()
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await send(pilot, "Greet Marie Durand")
        await until(pilot, lambda: on_review(pilot))
        burst(pilot, *["escape"] * 30)
        await until(pilot, lambda: not on_review(pilot))
        assert chat(pilot).composer.text == "Greet Marie Durand"
        assert "answer" not in engine.names()
        assert pilot.app.return_code is None and "Greet Marie Durand" in shown(pilot)
