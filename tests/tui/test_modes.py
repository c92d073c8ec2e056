"""Every mode over the engine's own service: real prompts, notes, store and files; the model alone is a fake."""

import asyncio
import time
from contextlib import asynccontextmanager

import pytest
from textual import events

from assistant import i18n, prompt_wiring
from assistant.config import Settings
from assistant.destinations import place
from assistant.engine.library import Library
from assistant.engine.notes import Notes
from assistant.engine.own_data import OwnData
from assistant.engine.upkeep import Upkeep
from assistant.gathering import gather
from assistant.store.records import Event, Turn
from assistant.types import Destination, Document, Language, Private, Task
from tests.tui.fakes import SIZES, FakeEngine, app, on_review, shown, until
from tui import attached, modes
from tui.autosave import KEY, Kept
from tui.modes import Mode
from tui.screens.activity import page
from tui.widgets.checked_answer import CheckedAnswer


class ServedEngine(FakeEngine):
    """Guard and model do as they are told; prompts, notes, drafts and history are the real ones."""

    def __init__(self) -> None:
        super().__init__()
        settings = Settings(store_key="file")
        own = OwnData(settings)
        library = Library(prompt_wiring.opening(settings, own.passphrase))
        self._parts = (library, Notes(), own, Upkeep(settings, own))
        for part in self._parts:
            for name in vars(type(part)):
                if not name.startswith("_"):
                    setattr(self, f"_{name}", getattr(part, name))

    async def _gather(self, path):
        from pathlib import Path

        from assistant.types import PartDone

        for found, done, total in gather(Path(path)):
            yield found
            yield PartDone(done, total)

    async def _prepare_prompt(self, draft, name, values):
        async for request in self._prepare(draft):
            yield request

    async def _prepare_from_notes(self, draft):
        async for request in self._prepare(draft):
            yield request


@asynccontextmanager
async def mode(wanted, size=(120, 36), **settings):
    running = app(ServedEngine(), **settings)
    async with running.run_test(size=size, notifications=True) as pilot:
        await pilot.press(modes.key(wanted))
        await until(pilot, lambda: running.current_mode == wanted.value)
        yield pilot


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", [*SIZES, (40, 12), (20, 5)])
async def test_every_mode_opens_at_every_size_in_both_languages(size, language):
    i18n.choose(language)
    try:
        running = app(ServedEngine())
        async with running.run_test(size=size) as pilot:
            for wanted in modes.available():
                await pilot.press(modes.key(wanted))
                await until(pilot, lambda m=wanted: running.current_mode == m.value)
                await pilot.pause()
                if size[0] >= 60:
                    assert modes.name(wanted) in shown(pilot).split("\n")[0]
    finally:
        i18n.choose("en")


async def test_f2_leads_back_to_the_chat_from_anywhere():
    running = app(ServedEngine())
    async with running.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Dear")
        for wanted in modes.available():
            await pilot.press(modes.key(wanted))
            await until(pilot, lambda m=wanted: running.current_mode == m.value)
            await pilot.press("f2")
            await until(pilot, lambda: running.screen is running.chat)
            assert running.chat.composer.has_focus
        assert running.chat.composer.text == "Dear"


async def test_a_draft_is_written_shortened_compared_and_taken_back():
    async with mode(Mode.DRAFTS, review="never") as pilot:
        screen = pilot.app.screen
        await pilot.press(*"notes")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen.editor.text == "Hello Marie Durand.")
        asked = next(p["draft"] for n, p in pilot.app.engine.calls if n == "prepare")
        assert asked.documents[0].text.reveal() == "notes"
        await pilot.press("escape", "ctrl+k", "v")
        await until(
            pilot, lambda: "[+Hello Marie Durand.+]" in shown(pilot) or "[-notes-]" in shown(pilot)
        )
        await pilot.press("escape")
        screen.editor.focus()
        await pilot.press("ctrl+z")
        assert screen.editor.text == "notes"


async def test_only_the_selection_is_rephrased():
    async with mode(Mode.DRAFTS, review="never") as pilot:
        screen = pilot.app.screen
        screen.editor.load_text("Keep this. Change that. Keep end.")
        from textual.widgets.text_area import Selection

        screen.editor.selection = Selection((0, 11), (0, 23))
        await pilot.press("ctrl+k", "r")
        await until(pilot, lambda: "Hello" in screen.editor.text)
        assert screen.editor.text == "Keep this. Hello Marie Durand. Keep end."


async def test_a_draft_survives_the_end_of_the_program():
    async with mode(Mode.DRAFTS) as pilot:
        await pilot.press(*"Dear all")
        kept = pilot.app.screen.query_one(Kept)
        await until(pilot, lambda: kept.safe and "✓ kept" in shown(pilot))
    async with mode(Mode.DRAFTS) as pilot:
        await until(pilot, lambda: pilot.app.screen.editor.text == "Dear all")


@pytest.mark.parametrize("suffix", ["md", "html", "docx", "pdf"])
async def test_a_draft_is_exported(tmp_path, suffix):
    async with mode(Mode.DRAFTS) as pilot:
        pilot.app.screen.editor.load_text("# Titre\n\nUn **gras** œuvré.")
        target = tmp_path / f"out.{suffix}"
        await pilot.press("ctrl+e")
        await pilot.press(*str(target), "enter")
        await until(pilot, lambda: target.exists())
        from assistant.document_wiring import read_document

        assert "œuvré" in read_document(target).text.reveal()


async def test_what_cannot_be_read_stays_on_the_list_with_its_reason(tmp_path):
    (tmp_path / "good.md").write_text("The rent is 900 euros.")
    (tmp_path / "broken.pdf").write_bytes(b"no pdf at all")
    async with mode(modes.Mode.SUMMARIES) as pilot:
        pilot.app.screen._add(str(tmp_path))
        await until(pilot, lambda: "good.md (5 words)" in shown(pilot))
        await until(pilot, lambda: "✗ broken.pdf: " in shown(pilot))


async def test_a_folder_is_summarised_with_the_places(tmp_path):
    (tmp_path / "a.md").write_text("Marie Durand came on 12 March.\n")
    (tmp_path / "b.txt").write_text("The budget is 4 200 euros.\n")
    async with mode(Mode.SUMMARIES, review="never") as pilot:
        await pilot.press("ctrl+o")
        await pilot.press(*str(tmp_path), "enter")
        await until(pilot, lambda: "b.txt" in shown(pilot))
        await pilot.press("ctrl+t", "ctrl+s")
        await until(pilot, lambda: pilot.app.screen.query(CheckedAnswer))
        draft = next(p["draft"] for n, p in pilot.app.engine.calls if n == "prepare")
        assert [d.name.reveal() for d in draft.documents] == ["a.md", "b.txt"]
        assert "single sentence" in draft.text.reveal()


async def test_a_prompt_is_found_filled_in_previewed_and_run():
    async with mode(Mode.PROMPTS, review="never") as pilot:
        await until(pilot, lambda: pilot.app.screen._cards)
        await pilot.press(*"meeting-summary.fr")
        await until(pilot, lambda: len(pilot.app.screen._cards) < 10)
        name = pilot.app.screen._cards[0].name
        await pilot.press("enter", "enter")
        await until(pilot, lambda: pilot.app.screen.query("PromptForm .label"))
        await pilot.press("ctrl+s")
        await until(
            pilot,
            lambda: "Still to be filled in" in "".join(n.message for n in pilot.app._notifications),
        )
        from tui.widgets.editor import Editor

        for editor in pilot.app.screen.query(Editor):
            editor.load_text("Réunion du 12 mars, budget 4 200 euros.")
        for field in pilot.app.screen.query("PromptForm Input"):
            field.value = "x"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.screen.query(CheckedAnswer))
        ran = next(p for n, p in pilot.app.engine.calls if n == "prepare_prompt")
        assert ran["name"] == name


async def test_notes_are_added_searched_read_and_put_into_a_draft(tmp_path):
    (tmp_path / "owl.md").write_text("# Owls\n\nThe barn owl hunts voles at night.\n")
    async with mode(Mode.KNOWLEDGE) as pilot:
        screen = pilot.app.screen
        screen.workers.cancel_all()

        async for _step in screen.hygie.engine._notes_add(str(tmp_path)):
            pass
        await pilot.press(*"barn owl", "enter")
        await until(pilot, lambda: "hunts voles" in shown(pilot), 60)
        assert "Nearest passages" not in shown(pilot)
        await pilot.press("escape", *"owl zzz yyy", "enter")
        await until(pilot, lambda: "Nearest passages" in shown(pilot), 60)
        await pilot.press("ctrl+d")
        await until(pilot, lambda: pilot.app.current_mode == "drafts")
        await until(pilot, lambda: "owl.md" in pilot.app.screen.editor.text)


async def test_a_setting_is_changed_in_the_file_which_keeps_its_comments(own_home):
    file = own_home / "config" / "hygie.toml"
    file.parent.mkdir(parents=True)
    file.write_text('# mine\nreview = "found"\n')
    async with mode(Mode.SETTINGS) as pilot:
        keys = pilot.app.screen._keys
        await pilot.press(*["down"] * keys.index("review"), "enter")
        await until(pilot, lambda: "always" in shown(pilot))
        await pilot.press("up", "enter") if False else None
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.settings.review == "always")
    assert file.read_text() == '# mine\nreview = "always"\n'


async def test_history_and_activity_show_what_was_kept(own_home):
    engine = ServedEngine()
    running = app(engine)
    turn = Turn(
        0, 1.0, Task.CHAT, Private("Le budget du hibou ?"), Private("4 200 euros."), Private(""), (), (), (), (),
        "m", Destination.LOCAL, 1, 1, 1.0, True,
    )  # fmt: skip
    own = engine._parts[2]

    def fill(store):
        import time

        with store.database.transaction():
            store.conversations.add("k1", turn)
            store.activity.add(
                Event(time.time(), "ask", hidden={"PERSON": 3}, checked={"altered": 1})
            )

    async with running.run_test(size=(120, 36)) as pilot:
        await own.with_store(fill)
        await pilot.press("f7")
        await until(pilot, lambda: "Le budget du hibou ?" in shown(pilot))
        await pilot.press(*"hibou", "enter")
        await until(
            pilot, lambda: "1 place found" in shown(pilot) and "4 200 euros." in shown(pilot)
        )
        await pilot.press("f8")
        await until(pilot, lambda: "Values hidden: 3" in shown(pilot))


async def test_the_composer_comes_back_after_a_kill():
    engine = ServedEngine()
    async for _done in engine._keep_draft(
        "composer:999999", __import__("assistant.types").types.Private("My mail")
    ):
        pass
    running = app(engine)
    async with running.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: running.chat.composer.text == "My mail")


async def test_what_was_attached_comes_back_with_the_draft_after_a_kill():
    engine, pasted = FakeEngine(), "Ida wrote. " * 14_000
    first = app(engine)
    async with first.run_test(size=(80, 24)) as pilot:
        first.screen.post_message(events.Paste(pasted))
        await until(pilot, lambda: first.chat.attachments.documents, 30)
        await pilot.press(*"Sum up")
        await until(pilot, lambda: len(engine.kept) == 2 and not first.chat.unsent)
    number = KEY.removeprefix("composer:")
    engine.kept = {key.replace(number, "999999:a"): text for key, text in engine.kept.items()}
    again = app(engine)
    async with again.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: again.chat.attachments.documents, 30)
        assert again.chat.attachments.documents[0].text.reveal() == pasted
        assert again.chat.composer.text == "Sum up"
        await until(pilot, lambda: set(engine.kept) == {KEY, attached.beside(KEY)})
        again.chat.attachments.documents = ()
        await until(pilot, lambda: set(engine.kept) == {KEY})


def test_a_document_is_kept_whole_and_what_is_not_one_is_none():
    document = Document(Private("Ida.pdf"), Private("One\fTwo"), ("No text on page 3.",), (0, 4))
    assert attached.loaded(attached.dumped((document,))) == (document,)
    assert attached.dumped(()) == "" and attached.loaded("") == attached.loaded("[1]") == ()


async def test_a_locked_store_is_said_and_nothing_is_lost(own_home):
    running = app(FakeEngine())
    from assistant.errors import StoreError

    running.engine.locked = StoreError("No key.", "", "Unlock.")
    async with running.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(*"Hello")
        await until(pilot, lambda: "not kept: in memory only" in shown(pilot))
        assert running.chat.composer.text == "Hello"


async def test_a_huge_paste_becomes_a_document():
    from textual import events

    running = app(FakeEngine())
    async with running.run_test(size=(80, 24)) as pilot:
        running.screen.post_message(events.Paste("mot \x1b[31m" * 600_000))
        await until(pilot, lambda: running.chat.attachments.documents, 30)
        assert running.chat.composer.text == ""
        assert "\x1b" not in running.chat.attachments.documents[0].text.reveal()


_ = asyncio, on_review


@pytest.mark.parametrize("width", [34, 56, 116])
def test_the_counts_fit_their_width(width):
    hidden, checked = {"PERSON": 120, "EMAIL": 2}, {"supported": 9, "unchecked": 40}
    event = Event(
        2e9, "ask", "m", hidden=hidden, checked=checked, destination="world", seconds=720.0
    )
    lines = list(page([event], width))
    assert max(map(len, lines)) <= width
    assert any("person" in line and "120" in line and "█" in line for line in lines)
    assert "Time: 0 h 12" in lines


def test_a_command_that_sends_nothing_is_no_answer_and_went_nowhere() -> None:
    asked = Event(0.0, "ask", destination="local", hidden={"PERSON": 1})
    protected = Event(1.0, "protect", destination="world", hidden={"PERSON": 2})
    lines = "\n".join(page([asked, protected], 80))
    assert "Answers: 1" in lines
    assert "Values hidden: 3" in lines
    assert place(Destination.WORLD) not in lines


async def test_no_bar_of_the_activity_is_wrapped(monkeypatch):
    """The scrollbar of a long page takes no cell from a bar that was measured without it."""
    engine = ServedEngine()
    counts = {"supported": 40, "not_found": 3, "unchecked": 9}
    hidden = dict.fromkeys(("MARKING", "ORG", "LOCATION", "EMAIL", "PHONE", "IBAN"), 9)
    events = tuple(
        Event(time.time(), "ask", "m", "world", hidden=hidden, checked=counts) for _ in range(3)
    )

    async def activity(days):
        yield events

    engine._activity = activity
    monkeypatch.setattr(i18n, "_current", i18n._translations(Language.FR))  # longer names
    async with app(engine).run_test(size=(60, 20)) as pilot:
        await pilot.press("f8")
        await until(pilot, lambda: "Valeurs" in shown(pilot))
        await pilot.pause(0.3)
        lines = [line.strip(" │▁▂▃▄▅▆▇█") for line in shown(pilot).split("\n") if "██" in line]
        assert lines and all(lines), shown(pilot)
