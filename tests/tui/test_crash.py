import pytest
from textual.app import App

from assistant.errors import Exit
from tests.tui.fakes import FakeEngine, app, chat
from tui.app import HygieApp
from tui.messages import Arrived

SECRET = "Zoraida Vandermeulen 4711"


class Shown(Exception):
    def __rich__(self) -> str:
        return SECRET


def fail(error: Exception) -> None:
    secret = SECRET  # what Textual's own report would print
    raise error or RuntimeError(secret)


@pytest.mark.parametrize("error", [ValueError(SECRET), Shown(SECRET)])
async def test_a_crash_shows_type_and_places_and_no_value(error, capfd, monkeypatch):
    running = app(FakeEngine())
    monkeypatch.setattr(type(running.settings), "__repr__", lambda _: SECRET, raising=False)

    def break_down() -> None:
        running.chat.composer.text = SECRET
        fail(error)

    running.call_later(running.call_after_refresh, break_down)
    await running.run_async(headless=True, size=(80, 24))
    output = "".join(capfd.readouterr())
    assert type(error).__name__ in output
    assert "test_crash.py" in output
    for word in SECRET.split():
        assert word not in output
    assert running.return_code == Exit.FAULT


async def test_a_crash_in_a_handler_is_reported_the_same_way(capfd, monkeypatch):
    running = app(FakeEngine())

    def write(text: str) -> None:
        fail(KeyError(text))

    async def message() -> None:
        screen = running.chat
        screen.busy = True
        screen._view = type("View", (), {"write": staticmethod(write)})()
        screen.post_message(Arrived(SECRET))

    running.call_later(running.call_after_refresh, message)
    await running.run_async(headless=True, size=(80, 24))
    output = "".join(capfd.readouterr())
    assert "KeyError" in output
    assert "Vandermeulen" not in output


def test_textual_still_has_what_is_overridden():
    for name in ("_handle_exception", "_fatal_error"):
        assert callable(getattr(App, name))
        assert getattr(HygieApp, name) is not getattr(App, name)


async def test_a_worker_that_fails_unexpectedly_is_told_without_values():
    engine = FakeEngine()
    engine.events = [object()]

    async def broken(**_params):
        raise RuntimeError(SECRET)
        yield

    engine._prepare = broken
    from tests.tui.fakes import send, shown, until
    from tui.widgets.error_card import ErrorCard

    async with app(engine).run_test(size=(80, 24)) as pilot:
        await send(pilot, "My draft")
        await until(pilot, lambda: chat(pilot).query(ErrorCard))
        assert "RuntimeError" in shown(pilot)
        assert "Zoraida" not in shown(pilot)
        assert chat(pilot).composer.text == "My draft"
        assert not chat(pilot).busy
