"""The windows over a mode: safety copies, the doctor, the week and its lessons; all parts are the real ones."""

from contextlib import asynccontextmanager

import pytest

from assistant.config import Layered, Settings
from assistant.errors import StoreLocked
from tests.tui.fakes import SIZES, FakeEngine, app, on_review, send, shown, until
from tests.tui.test_modes import ServedEngine
from tui.app import HygieApp


@asynccontextmanager
async def window(key, size=(120, 36)):
    running = app(ServedEngine())
    async with running.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: running.engine_started.is_set())
        await pilot.press(key)
        yield pilot


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
@pytest.mark.parametrize("key", ["f10", "f11", "f12"])
async def test_each_opens_at_every_size_and_esc_leads_back(size, key):
    async with window(key, size) as pilot:
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
        await pilot.press("escape")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)


@pytest.mark.parametrize("key", ["f11", "f12"])
@pytest.mark.parametrize("way", [["f9"], ["f2", "f9"]])
async def test_the_key_of_its_mode_closes_a_window(key, way):
    async with window(key) as pilot:
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
        await pilot.press(*way)
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        await pilot.press("a")
        await until(pilot, lambda: "Always and never hidden" in shown(pilot))


async def make_first_copy(pilot, place):
    await until(pilot, lambda: "No place was chosen" in shown(pilot))
    await pilot.press("ctrl+s")
    await until(pilot, lambda: "Where to?" in shown(pilot))
    await pilot.press(*str(place), "enter")
    for title in ("New passphrase for your backups", "Once more"):
        await until(pilot, lambda words=title: words in shown(pilot))
        await pilot.press(*"quatre mots sans lien", "enter")
    await until(pilot, lambda: "Copy 1 is made." in shown(pilot), 60)


async def test_a_copy_is_made_rehearsed_and_put_back(tmp_path, monkeypatch):
    place = tmp_path / "disk"
    async with window("f11") as pilot:
        await until(pilot, lambda: "No place was chosen" in shown(pilot))
        engine = pilot.app.engine
        await engine.one("keep_draft", key="draft:1", text=private("before"))
        await make_first_copy(pilot, place)
        await until(pilot, lambda: "1 · 2" in shown(pilot))
        await pilot.press("enter", "r")
        await until(pilot, lambda: "Copy 1 gives everything back." in shown(pilot), 60)
        await engine.one("keep_draft", key="draft:1", text=private("after"))
        await pilot.press("enter", "b")
        await until(pilot, lambda: "Put copy 1 in the place" in shown(pilot))
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "It is put back." in shown(pilot), 60)
    async with window("f11") as pilot:
        (draft,) = await pilot.app.engine.one("drafts")
        assert draft.text.reveal() == "before"


async def test_a_damaged_copy_does_not_hide_the_others(tmp_path, own_home):
    place = tmp_path / "disk"
    async with window("f11") as pilot:
        await make_first_copy(pilot, place)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Copy 2 is made." in shown(pilot), 60)
        last = max(place.rglob("*.snapshot"), key=lambda path: path.stem)
        last.write_bytes(last.read_bytes()[:-1])
        await pilot.press("escape", "f11")
        await until(pilot, lambda: "Copy 2 is damaged" in shown(pilot))
        assert any(line.strip(" │▌").startswith("1 · ") for line in shown(pilot).split("\n"))


async def test_the_doctor_tells_faults_first_and_changes_nothing(own_home):
    async with window("f12") as pilot:
        await until(pilot, lambda: "the guard finds what was planted" in shown(pilot), 90)
        lines = [line.strip(" │") for line in shown(pilot).split("\n")]
        signs = [line[0] for line in lines if line[:2] in ("✗ ", "· ", "✓ ")]
        assert signs == sorted(signs, key="✗·✓".index)
        assert "✓" in signs


async def test_lessons_are_read_in_the_persons_language(own_home):
    async with window("f10") as pilot:
        await until(pilot, lambda: "No question was asked this week." in shown(pilot))
        await pilot.press("down", "down")
        await until(pilot, lambda: "→ " in shown(pilot))


def private(text):
    from assistant.types import Private

    return Private(text)


async def test_what_is_decided_for_good_at_the_review_is_seen_and_undone():
    running = app(ServedEngine())
    async with running.run_test(size=(80, 24)) as pilot:
        await send(pilot, "Tell Marie Durand of 12 March.")
        await until(pilot, lambda: on_review(pilot))
        await pilot.press("a", "down", "a", "u")
        assert shown(pilot).count("from now on") == 1
        await pilot.press("enter")
        await until(pilot, lambda: not on_review(pilot))
        await pilot.press("f9", "a")
        await until(pilot, lambda: "[x] Marie Durand · person · always hidden" in shown(pilot))
        await pilot.press("delete")
        await until(pilot, lambda: "No rule so far" in shown(pilot))


@pytest.mark.parametrize(
    ("passphrase", "said", "unsaid"),
    [("", "plain", "the key is safe"), ("four words apart", "the key is safe", "plain")],
)
async def test_the_guide_says_truly_where_the_key_is(
    own_home, monkeypatch, passphrase, said, unsaid
):
    monkeypatch.setenv("HYGIE_PASSPHRASE", passphrase)
    running = HygieApp(Layered(Settings(), {}), ServedEngine(), guide=1)
    async with running.run_test(size=(60, 20)) as pilot:
        await until(pilot, lambda: "Nothing confidential leaves unseen." in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "kept on this machine, encrypted" in words(pilot))
        assert said in words(pilot)
        assert unsaid not in words(pilot)


def words(pilot):
    """What stands in the dialog, as one line."""
    lines = (line.split("│") for line in shown(pilot).splitlines())
    return " ".join(" ".join(line[1].split()) for line in lines if len(line) == 3)


async def test_the_guide_goes_on_after_the_language_was_chosen(own_home):
    running = HygieApp(Layered(Settings(), {}), ServedEngine(), guide=1)
    async with running.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Nothing confidential leaves unseen." in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "kept on this machine, encrypted" in shown(pilot))
        assert not (own_home / "config" / "hygie.toml").exists()


class WithoutKeyring(FakeEngine):
    """A machine that has no place for a key; notes the passphrase that it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[str] = []

    async def _store_open(self):
        raise StoreLocked("There is no key.", "Nothing is kept.", "Give a passphrase.")
        yield

    async def _unlock(self, passphrase):
        self.given.append(passphrase.reveal())
        yield None


async def test_the_first_passphrase_is_taken_when_it_was_written_twice_alike(own_home):
    engine = WithoutKeyring()
    running = HygieApp(Layered(Settings(), {}), engine, guide=2)
    async with running.run_test(size=(60, 20), notifications=True) as pilot:
        await until(pilot, lambda: "no keyring" in shown(pilot))
        assert "Esc: skip" in shown(pilot)
        await pilot.press(*"four words apart", "enter")
        await until(pilot, lambda: "once more" in shown(pilot))
        await pilot.press(*"four words apert", "enter")
        await until(pilot, lambda: "assphrases" in shown(pilot))
        assert engine.given == []
        for seen in ("no keyring", "once more"):
            await until(pilot, lambda words=seen: words in shown(pilot))
            await pilot.press(*"four words apart", "enter")
        await until(pilot, lambda: "Enter: begin." in shown(pilot))
        assert engine.given == ["four words apart"]


async def test_esc_at_the_language_leads_to_the_passphrase_that_is_needed(own_home):
    engine = WithoutKeyring()
    engine.locked = StoreLocked("There is no key.", "Nothing is kept.", "Give a passphrase.")
    running = HygieApp(Layered(Settings(), {}), engine, guide=0)
    async with running.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "Votre langue" in shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "no keyring" in shown(pilot))
        await pilot.press(*"four words apart", "enter")
        await until(pilot, lambda: "once more" in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Both must be the same" in " ".join(shown(pilot).split()))
        assert "at least" not in shown(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "✗ not kept: in memory only" in shown(pilot))
        assert engine.given == []
        assert (own_home / "config" / "guided").exists()


async def test_esc_at_the_language_ends_the_guide_where_the_key_has_its_place(own_home):
    running = HygieApp(Layered(Settings(store_key="file"), {}), ServedEngine(), guide=0)
    async with running.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Votre langue" in shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        assert "not kept" not in shown(pilot)


async def test_a_search_in_no_notes_says_how_some_are_added():
    async with window("f6") as pilot:
        await until(pilot, lambda: "No notes yet" in shown(pilot))
        await pilot.press(*"owls", "enter")
        await until(pilot, lambda: shown(pilot).count("No notes yet") == 2)
        assert "Nothing of this" not in shown(pilot)


async def test_esc_leads_from_the_history_to_the_chat_and_clears_the_search_first():
    async with window("f7") as pilot:
        await until(pilot, lambda: "No conversation was kept so far." in shown(pilot))
        await pilot.press("o", "escape")
        assert pilot.app.current_mode == "history"
        assert pilot.app.screen.query_one("#ask").value == ""
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.current_mode == "chat")
