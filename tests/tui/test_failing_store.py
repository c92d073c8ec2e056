"""A store that another program holds, or that cannot be opened: told once, never in the way, nothing lost."""

import asyncio
import shutil
import sys
from contextlib import closing, contextmanager

import pytest

from assistant import store_wiring
from assistant.config import Settings
from assistant.errors import StoreError, StoreLocked
from tests.tui.fakes import FakeEngine, app, shown, until
from tests.tui.terminal import Terminal
from tui import autosave

in_a_terminal = pytest.mark.skipif(shutil.which("tmux") is None, reason="no tmux on this machine")
NEWER = StoreError("A newer hygie wrote it.", "It is as it was.", "Install the newer one.")
WANTED = StoreLocked("It is under a passphrase.", "It is as it was.", "Give it.")


class Failing(FakeEngine):
    """A store that gives nothing."""

    async def _history_list(self):
        raise self.locked
        yield


async def test_what_is_wrong_is_told_once_a_visit_and_then_stays_below():
    engine = Failing()
    engine.locked = NEWER
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await pilot.press("f7")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
        assert "assphrase" not in shown(pilot) and "Install the newer one." in shown(pilot)
        await pilot.press("enter")
        await pilot.pause(0.5)
        assert len(pilot.app.screen_stack) == 1, "the window came back when it was closed"
        assert "A newer hygie wrote it." in shown(pilot)
        await pilot.press("f2", "f7")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)


async def test_esc_at_the_passphrase_is_an_answer_until_the_next_visit():
    engine = Failing()
    engine.locked = WANTED
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await pilot.press("f7")
        await until(pilot, lambda: "Passphrase of your history" in shown(pilot))
        await pilot.press("escape")
        await pilot.pause(0.5)
        assert "Passphrase of your history" not in shown(pilot)
        assert "It is under a passphrase." in shown(pilot)
        await pilot.press("f2", "f7")
        await until(pilot, lambda: "Passphrase of your history" in shown(pilot))


async def test_a_store_that_cannot_be_opened_is_told_at_the_start():
    engine = FakeEngine()
    engine.locked = NEWER
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "not kept: in memory only – A newer hygie wrote" in shown(pilot))


async def test_a_draft_is_kept_by_itself_once_it_can_be(monkeypatch):
    monkeypatch.setattr(autosave, "AGAIN", 0.2)
    engine = FakeEngine()
    engine.locked = NEWER
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Hello")
        await until(pilot, lambda: "not kept" in shown(pilot))
        engine.locked = None
        await until(pilot, lambda: "✓ kept" in shown(pilot))
        assert list(engine.kept.values()) == ["Hello"]


class Held(FakeEngine):
    """A disk on which keeping never ends."""

    async def _keep_draft(self, key, text):
        await asyncio.Event().wait()
        yield


async def test_leaving_waits_for_no_store_and_asks(monkeypatch):
    monkeypatch.setattr("tui.leaving._LAST_SECONDS", 1.0)
    async with app(Held()).run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Hello", "ctrl+q", *" you")
        assert pilot.app.chat.composer.text == "Hello you"  # keys are taken meanwhile
        await until(pilot, lambda: "lost. Quit?" in shown(pilot))
        await pilot.press("escape")
        assert pilot.app.chat.composer.text == "Hello you"


@contextmanager
def held(settings):
    """Hold the store as another program does that writes for long."""
    with closing(store_wiring.store(settings)) as other:
        other.database.run("begin immediate")
        yield
        other.database.run("rollback")


@in_a_terminal
def test_a_store_that_another_program_holds_neither_freezes_nor_loses_anything(own_home):
    (own_home / "config").mkdir(parents=True)
    (own_home / "config" / "guided").touch()
    own = {"HYGIE_HOME": str(own_home), "HYGIE_STORE_KEY": "file", "HYGIE_LANG": "en"}
    terminal = Terminal("held", (80, 24), own | {"PYTHONUTF8": "1"})
    kept = Settings(store_key="file")
    try:
        with held(kept):
            terminal.start(f"{sys.executable} -m assistant.cli")
            terminal.until("guard: ready", seconds=90)
            terminal.write("A draft that waits")
            terminal.until("Another program is writing to your history.", seconds=20)
            terminal.keys("C-q")
            terminal.until("would be lost. Quit?", seconds=20)
            terminal.keys("Escape")
        terminal.until("✓ kept", seconds=30)
        terminal.keys("C-q")
        terminal.until("EXIT 0", seconds=20)
    finally:
        terminal.end()
    with closing(store_wiring.store(kept)) as store:
        assert [draft.text.reveal() for draft in store.drafts.all()] == ["A draft that waits"]


@in_a_terminal
@pytest.mark.parametrize("spoilt", [b"\0" * 12_288, None])
def test_a_store_that_cannot_be_read_is_left_as_it_is_and_told(own_home, spoilt):
    (own_home / "config").mkdir(parents=True)
    (own_home / "config" / "guided").touch()
    with closing(store_wiring.store(Settings(store_key="file"))) as store:
        if spoilt is None:
            store.database.run("pragma user_version = 99")
    file = own_home / "data" / "store.db"
    if spoilt:
        file.write_bytes(spoilt)
    before = file.read_bytes()
    own = {"HYGIE_HOME": str(own_home), "HYGIE_STORE_KEY": "file", "HYGIE_LANG": "en"}
    terminal = Terminal("unread", (80, 24), own | {"PYTHONUTF8": "1"})
    try:
        terminal.start(f"{sys.executable} -m assistant.cli")
        told = "is damaged" if spoilt else "written by a newer hygie"
        terminal.until(told, seconds=60)
        terminal.write("Still here")
        terminal.keys("F7")
        terminal.until("[Enter: back]", seconds=20)
        terminal.keys("Enter", "F2", "C-q")
        terminal.until("would be lost. Quit?", seconds=20)
        terminal.keys("Right", "Enter")
        terminal.until("EXIT 0", seconds=20)
        assert "Traceback" not in terminal.transcript()
    finally:
        terminal.end()
    assert file.read_bytes() == before
