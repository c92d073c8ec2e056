import pytest
from textual import events

from assistant.errors import GuardNotReady, ModelUnavailable, StoreError, UserError
from assistant.types import PartDone, Private, Retrying, Task, TextDelta
from tests.tui.fakes import (
    OTHER,
    SIZES,
    FakeEngine,
    app,
    chat,
    on_review,
    send,
    shown,
    until,
)
from tui import surroundings
from tui.widgets.checked_answer import CheckedAnswer
from tui.widgets.error_card import ErrorCard


@pytest.mark.parametrize("size", SIZES)
async def test_a_request_is_reviewed_sent_and_answered(size):
    engine = FakeEngine()
    async with app(engine).run_test(size=size) as pilot:
        await send(pilot, "Greet Marie Durand")
        await until(pilot, lambda: on_review(pilot))
        assert chat(pilot).composer.text == "Greet Marie Durand"
        assert "answer" not in engine.names()
        await pilot.press("enter")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
        assert "Hello Marie Durand." in shown(pilot)
        assert "1 value hidden" in shown(pilot)
        assert chat(pilot).composer.text == ""
        assert "guard: ready" in shown(pilot)


async def test_nothing_is_prepared_before_the_guard_is_ready():
    engine = FakeEngine()
    engine.warmed.clear()
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Hi")
        await send(pilot, "Hi")
        await until(pilot, lambda: "Waiting for the guard" in shown(pilot))
        assert "guard: starting" in shown(pilot)
        assert "prepare" not in engine.names()
        engine.warmed.set()
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))


async def test_a_guard_that_does_not_come_up_lets_nothing_through():
    engine = FakeEngine()
    engine.warm_error = GuardNotReady("The guard's models are missing.", "Nothing was sent.", "Do.")
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: chat(pilot).query(ErrorCard))
        await send(pilot, "Hi")
        await until(pilot, lambda: len(chat(pilot).query(ErrorCard)) == 2)
        assert "guard: stopped" in shown(pilot)
        assert "prepare" not in engine.names()
        assert chat(pilot).composer.text == "Hi"
        engine.warm_error = None
        chat(pilot).query(ErrorCard).last().focus()
        await pilot.press("enter")
        await until(pilot, lambda: "guard: ready" in shown(pilot))


@pytest.mark.parametrize(
    ("setting", "text", "reviewed"),
    [("found", "Hi", False), ("always", "Hi", True), ("never", "Hi Marie Durand", False)],
)
async def test_the_review_follows_the_settings(setting, text, reviewed):
    engine = FakeEngine()
    async with app(engine, review=setting).run_test(size=(80, 24)) as pilot:
        await send(pilot, text)
        if reviewed:
            await until(pilot, lambda: on_review(pilot))
        else:
            await until(pilot, lambda: chat(pilot).query(CheckedAnswer))


async def test_escape_at_the_review_leaves_the_draft_untouched():
    engine = FakeEngine()
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await send(pilot, "Greet Marie Durand")
        await until(pilot, lambda: on_review(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: not on_review(pilot))
        assert chat(pilot).composer.text == "Greet Marie Durand"
        assert "answer" not in engine.names()
        await send(pilot, "Greet Marie Durand")
        await until(pilot, lambda: on_review(pilot))


async def test_an_error_stays_with_a_way_to_try_again_and_the_draft_comes_back():
    engine = FakeEngine()
    engine.error = ModelUnavailable("The key was refused.", "Nothing was answered.", "Check it.")
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await send(pilot, "Hi")
        await until(pilot, lambda: chat(pilot).query(ErrorCard))
        for words in ("The key was refused.", "Nothing was answered.", "Check it.", "retry"):
            assert words in shown(pilot)
        assert chat(pilot).composer.text == "Hi"
        await pilot.press("ctrl+g", "enter")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
        assert chat(pilot).composer.text == ""


async def test_escape_stops_an_answer_and_keeps_what_came():
    engine = FakeEngine()
    engine.answering.clear()
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await send(pilot, "Hi")
        await until(pilot, lambda: "Hello Marie" in shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped here." in shown(pilot))
        await until(pilot, lambda: engine.cancelled)
        assert "Hello Marie" in shown(pilot)
        engine.answering.set()
        await send(pilot, "Go on")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
        history = [p["draft"] for n, p in engine.calls if n == "prepare"][-1].history
        assert [m.text.reveal() for m in history] == ["Hi", "Hello Marie Durand."]


async def test_the_engine_dies_and_comes_back():
    engine = FakeEngine()
    engine.answering.clear()
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await send(pilot, "Hi there")
        await until(pilot, lambda: "Hello Marie" in shown(pilot))
        engine.die()
        await until(pilot, lambda: chat(pilot).query(ErrorCard))
        assert "Hello Marie" in shown(pilot)
        assert chat(pilot).composer.text == "Hi there"
        await until(pilot, lambda: engine.starts == 2 and "guard: ready" in shown(pilot))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))


async def test_parts_and_retries_are_told():
    engine = FakeEngine()
    engine.answering.clear()
    engine.events = [PartDone(2, 5)]
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await send(pilot, "Hi")
        await until(pilot, lambda: "Part 2 of 5 is read." in shown(pilot))
        await pilot.press("escape")
        engine.events = [Retrying(1, 9.0, "The service is busy.")]
        await send(pilot, "Hi")
        await until(pilot, lambda: "The service is busy. Trying again" in shown(pilot))
        assert "Esc stops" in shown(pilot)


async def test_enter_makes_a_line_unless_it_is_set_to_send():
    engine = FakeEngine()
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "enter", "b")
        assert chat(pilot).composer.text == "a\nb"
    async with app(engine, enter="send").run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "ctrl+j", "b", "enter")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
        assert engine.calls[-1][0] == "answer"


async def test_a_paste_never_sends_and_brings_no_control_characters():
    engine = FakeEngine()
    async with app(engine, enter="send").run_test(size=(80, 24)) as pilot:
        pilot.app.screen.post_message(events.Paste("a\r\nb\x1b[31mc\x07\x9b2Jd\n"))
        await until(pilot, lambda: chat(pilot).composer.text)
        assert chat(pilot).composer.text == "a\nb[31mc2Jd\n"
        assert "prepare" not in engine.names()


async def test_control_characters_of_a_model_never_reach_the_terminal():
    engine = FakeEngine()
    engine.events = [TextDelta(Private("Fine\x1b]52;c;AAAA\x07 day\x9b31m."))]
    engine.answering.clear()
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await send(pilot, "Hi")
        await until(pilot, lambda: "Fine" in shown(pilot))
        assert not any(sign in shown(pilot) for sign in "\x1b\x07\x9b")
        engine.answering.set()
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
        assert not any(sign in shown(pilot) for sign in "\x1b\x07\x9b")


async def test_quitting_asks_while_a_draft_is_there():
    async with app(FakeEngine()).run_test(size=(80, 24)) as pilot:
        pilot.app.engine.locked = StoreError("No key.")
        await pilot.press("h", "escape", "escape")
        assert pilot.app.is_running
        await pilot.press("ctrl+q")
        await until(pilot, lambda: "What you wrote" in shown(pilot))
        await pilot.press("escape")
        assert chat(pilot).composer.text == "h"
        await pilot.press("ctrl+q")
        await until(pilot, lambda: "What you wrote" in shown(pilot))
        await pilot.press("tab", "enter")
        await until(pilot, lambda: pilot.app.return_value == 0)


async def test_a_new_conversation_forgets_the_old_one():
    engine = FakeEngine()
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await send(pilot, "Hi")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
        await pilot.press("ctrl+n")
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "forget" in engine.names())
        assert not chat(pilot).query(CheckedAnswer)
        await send(pilot, "Hi")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
        first, second = (p["draft"] for n, p in engine.calls if n == "prepare")
        assert first.conversation != second.conversation
        assert second.history == ()


async def test_documents_and_task_go_with_the_draft():
    engine = FakeEngine()
    async with app(engine, review="never").run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+t", "ctrl+t", "ctrl+o")
        await pilot.press(*"/x.txt", "enter")
        await until(pilot, lambda: "/x.txt (6 words)" in shown(pilot))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
        draft = next(p["draft"] for n, p in engine.calls if n == "prepare")
        assert draft.task is Task.SUMMARISE
        assert [d.name.reveal() for d in draft.documents] == ["/x.txt"]
        assert not chat(pilot).attachments.documents


async def test_another_model_is_chosen_and_kept_over_a_restart():
    engine = FakeEngine()
    async with app(engine).run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "Big" in shown(pilot))
        await pilot.press("ctrl+l")
        await until(pilot, lambda: "Invents references." in shown(pilot))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "⌂ on this machine · Small" in shown(pilot))
        engine.die()
        await until(pilot, lambda: engine.starts == 2)
        await until(pilot, lambda: engine.calls[-1][0] == "warm_model")
        assert ("choose", {"name": OTHER.name}) in engine.calls[-2:]


@pytest.mark.parametrize("size", SIZES)
async def test_help_and_palette_know_the_actions(size):
    async with app(FakeEngine()).run_test(size=size) as pilot:
        await pilot.press("f1")
        await until(pilot, lambda: "Ctrl+S, Alt+Enter Send" in shown(pilot))
        await pilot.press("escape")
        await pilot.press("ctrl+p")
        await until(pilot, lambda: "New conversation  (Ctrl+N)" in shown(pilot))
        await pilot.press("escape")
        assert len(pilot.app.screen_stack) == 1


async def test_a_follow_up_brings_the_documents_of_earlier_turns():
    engine = FakeEngine()
    async with app(engine, review="never").run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+o")
        await pilot.press(*"/x.txt", "enter")
        await until(pilot, lambda: "/x.txt (6 words)" in shown(pilot))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
        await send(pilot, "And in one word?")
        await until(pilot, lambda: len(chat(pilot).query(CheckedAnswer)) == 2)
        draft = [p["draft"] for n, p in engine.calls if n == "prepare"][-1]
        assert draft.documents == ()
        assert [d.name.reveal() for d in draft.background] == ["/x.txt"]
        assert draft.history[0].text.reveal() == "/x.txt"


async def test_a_stopped_answer_is_one_key_away_and_no_letter_goes_astray():
    engine = FakeEngine()
    engine.answering.clear()
    async with app(engine).run_test(size=(60, 20), notifications=True) as pilot:
        await send(pilot, "Hi")
        await until(pilot, lambda: "Hello Marie" in shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped here." in shown(pilot))
        await pilot.press("ctrl+g", "y")
        assert pilot.app.clipboard == "Hello Marie Durand."
        await pilot.press("r")
        await until(pilot, lambda: "This answer was stopped" in " ".join(shown(pilot).split()))
        assert chat(pilot).composer.text == "Hi"


async def test_what_was_on_its_way_is_read_and_the_question_is_back_where_little_came():
    engine = FakeEngine()
    engine.events = []
    engine.answering.clear()
    async with app(engine, review="always").run_test(size=(80, 24)) as pilot:
        await send(pilot, "Greet Marie Durand and Paul Martin on 12 March")
        await until(pilot, lambda: on_review(pilot))
        await pilot.press("down", "space", "ctrl+s")
        await until(pilot, lambda: "answer" in engine.names())
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped before the first word." in shown(pilot))
        assert chat(pilot).composer.text == "Greet Marie Durand and Paul Martin on 12 March"
        await pilot.press("ctrl+g", "s")
        await until(pilot, lambda: "What was on its way to Big" in shown(pilot))
        assert "Greet {{PERSON_1}} and Paul Martin on 12 March" in shown(pilot)
        assert "Marie" not in shown(pilot)


async def test_a_long_answer_that_is_stopped_is_gone_on_from():
    engine = FakeEngine()
    engine.events = [TextDelta(Private("Owls hunt at night. " * 20))]
    engine.answering.clear()
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await send(pilot, "Hi")
        await until(pilot, lambda: "Owls hunt" in shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped here." in shown(pilot))
        assert chat(pilot).composer.text == ""


async def test_a_file_that_is_not_found_is_named_and_its_path_is_there_to_mend():
    engine = FakeEngine()
    engine.error = UserError("File not found", "There is no file at this place.")
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+o", *"lesse.txt", "enter")
        await until(pilot, lambda: "File not found" in shown(pilot))
        assert "lesse.txt" in shown(pilot)
        engine.error = None
        await pilot.press("ctrl+o")
        await until(pilot, lambda: pilot.app.screen.query("Input"))
        assert pilot.app.screen.query_one("Input").value == "lesse.txt"
        await pilot.press("enter")
        await until(pilot, lambda: "lesse.txt (6 words)" in shown(pilot))
        await pilot.press("ctrl+o")
        await until(pilot, lambda: pilot.app.screen.query("Input"))
        assert pilot.app.screen.query_one("Input").value == ""


async def test_help_lists_the_modes_by_their_keys():
    async with app(FakeEngine()).run_test(size=(80, 90)) as pilot:
        await pilot.press("f1")
        await until(pilot, lambda: "Signs beside" in shown(pilot))
        places = [shown(pilot).index(f"│  F{n} ") for n in range(2, 10)]
        assert places == sorted(places)


async def test_offline_is_marked_and_a_chosen_reminder_shows_on_every_screen(monkeypatch):
    engine = FakeEngine()

    async def reminder():
        yield "Time for a pause?"

    engine._reminder = reminder
    monkeypatch.setattr(surroundings, "offline", lambda: True)
    async with app(engine, pause_after="50").run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "guard: ready" in shown(pilot))
        pilot.app.look_around()
        await until(pilot, lambda: "⊘ offline" in shown(pilot) and "☾ Time for" in shown(pilot))
        await pilot.press("f9")
        await until(pilot, lambda: pilot.app.current_mode == "settings")
        await until(pilot, lambda: "☾ Time for a pause?" in shown(pilot))


async def test_nobody_is_reminded_who_did_not_choose_to_be():
    engine = FakeEngine()
    assert await surroundings.reminder(app(engine).settings, engine) == ""
    assert "reminder" not in engine.names()


def test_a_machine_without_a_way_out_is_offline(monkeypatch):
    def connect(_self, _address):
        raise OSError("no route")

    monkeypatch.setattr("socket.socket", type("Lost", (), {"connect": connect, "close": lambda _: 0,
        "__init__": lambda *_: None}))  # fmt: skip
    assert surroundings.offline()
