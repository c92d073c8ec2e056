"""What terminals and people really do: odd letters, tiny windows, no UTF-8, clocks that go back, two at once."""

import os
import re
import subprocess
import sys
import time

import pytest
from textual import events
from textual.widgets import Input

from assistant.types import Private, TextDelta
from tests.tui.fakes import FakeEngine, app, chat, on_review, send, shown, until
from tests.tui.test_modes import ServedEngine
from tui.paths import complete
from tui.wrapping import cells

ODD = {
    "emoji": "👩‍👩‍👧‍👦 et 🇫🇷 et 👍🏽",
    "combining": "e\u0301te\u0301 A\u030a Z\u0335\u0321\u034f",
    "wide": "日本語の請求書と한국어",
    "right to left": "שלום עולם مرحبا بالعالم",
    "overrides": "abc\u202edef\u2066ghi\u2069",
}


@pytest.mark.parametrize("name", ODD)
async def test_odd_letters_are_drawn_within_the_screen_and_sent_as_written(name):
    engine, text = FakeEngine(), f"Marie Durand {ODD[name]} fin"
    engine.events = [TextDelta(Private(ODD[name] * 20))]
    async with app(engine).run_test(size=(60, 20)) as pilot:
        await send(pilot, text)
        await until(pilot, lambda: on_review(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "1 sentence" in shown(pilot))
        draft = next(params["draft"] for called, params in engine.calls if called == "prepare")
        assert draft.text.reveal() == text
        for line in shown(pilot).split("\n"):
            assert cells(line.rstrip()) <= 60
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", shown(pilot))


async def test_a_paste_of_terminal_commands_is_text():
    async with app(FakeEngine()).run_test(size=(80, 24)) as pilot:
        pilot.app.screen.post_message(
            events.Paste("a\x1b]52;c;ZXZpbA==\x07b\x1b[2Jc\x9b31md\x00\x08")
        )
        await until(pilot, lambda: "a" in chat(pilot).composer.text)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", chat(pilot).composer.text)


@pytest.mark.parametrize("name", ["~nobody-here/notes.md", "\0/notes.md"])
async def test_a_place_that_cannot_be_is_typed_like_any_other(name):
    assert complete(name) is None
    engine = FakeEngine()
    async with app(engine).run_test(size=(80, 24)) as pilot:
        chat(pilot).action_attach()
        await until(pilot, lambda: pilot.app.screen.query(Input))
        pilot.app.screen.query_one(Input).value = name
        await pilot.press("a", "enter")
        await until(pilot, lambda: any(called == "read" for called, _params in engine.calls))


@pytest.mark.parametrize("size", [(40, 12), (20, 5)])
async def test_a_request_can_be_made_in_the_smallest_window(size):
    engine = FakeEngine()
    async with app(engine).run_test(size=size) as pilot:
        await pilot.press(*"Greet Marie")
        assert "Greet Marie" in shown(pilot) and "guard: ready" in shown(pilot)
        await send(pilot, "Greet Marie Durand")
        await until(pilot, lambda: on_review(pilot))
        assert "[x] P1" in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: not chat(pilot).busy and "answer" in engine.names())


async def test_a_window_is_resized_while_an_answer_streams():
    engine = FakeEngine()
    engine.answering.clear()
    engine.events = [TextDelta(Private(f"Line {n} of the answer.\n\n")) for n in range(60)]
    async with app(engine, review="never").run_test(size=(120, 36)) as pilot:
        await send(pilot, "Go on")
        await until(pilot, lambda: "Line 59" in shown(pilot))
        for size in ((20, 5), (60, 20), (200, 60), (40, 12), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause(0.05)
        engine.answering.set()
        await until(pilot, lambda: not chat(pilot).busy)
        await until(pilot, lambda: "60 sentences" in shown(pilot) or "Line 59" in shown(pilot))


async def test_a_clock_that_goes_back_loses_no_draft(monkeypatch):
    import time

    engine, now = ServedEngine(), [2_000_000_000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    async with app(engine).run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: pilot.app.engine_started.is_set())
        await engine.one("keep_draft", key="draft:new", text=Private('{"text": "after"}'))
        now[0] -= 400 * 86_400
        await pilot.press(*"Hello")
        await until(pilot, lambda: "✓ kept" in shown(pilot))
        kept = {saved.key for saved in await engine.one("drafts")}
        assert "draft:new" in kept and len(kept) == 2
        for key in ("f7", "f8", "f10"):
            await pilot.press(key)
            await pilot.pause(0.2)
        assert pilot.app.return_code is None


async def test_two_instances_keep_their_own_drafts():
    one, two = app(ServedEngine()), app(ServedEngine())
    async with one.run_test(size=(80, 24)) as first, two.run_test(size=(80, 24)) as second:
        for pilot, text in ((first, "north"), (second, "south")):
            await pilot.press("f3")
            await until(pilot, lambda p=pilot: p.app.current_mode == "drafts")
            await pilot.pause(0.3)
            await pilot.press("ctrl+n", *text)
        texts, end = "", time.monotonic() + 10  # « kept » may still be said of what was opened
        while not ("north" in texts and "south" in texts):
            assert time.monotonic() < end, texts
            await first.pause(0.1)
            texts = "".join(saved.text.reveal() for saved in await one.engine.one("drafts"))


def test_without_utf_8_the_plain_mode_goes_on(own_home):
    code = (
        "from assistant import config, i18n; i18n.choose('fr');"
        "from tui.plain import run; raise SystemExit(run(config.load()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=b"/help\n/quit\n", capture_output=True, timeout=120,
        env={**os.environ, "HYGIE_LANG": "fr", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
             "PYTHONIOENCODING": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    assert b"/file" in done.stdout
    assert b"mode linaire" not in done.stdout and b"lineaire" in done.stdout


async def test_a_store_under_a_passphrase_is_opened_at_the_start_and_gives_the_draft_back(own_home):
    first = ServedEngine()
    await first.one("unlock", passphrase=Private("quatre mots sans lien"))
    await first.one("keep_draft", key="composer:999999", text=Private("My mail"))
    async with app(ServedEngine()).run_test(size=(80, 24), notifications=True) as pilot:
        for given, told in (("wrong, wrong", "With it"), ("quatre mots sans lien", "not the")):
            await until(pilot, lambda words=told: words in shown(pilot))
            await pilot.press(*given, "enter")
        await until(pilot, lambda: chat(pilot).composer.text == "My mail")
