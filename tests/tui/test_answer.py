import re

import pytest

from assistant.errors import HygieError
from assistant.types import Document, Private, Span, Status, TextDelta
from tests.tui.fakes import (
    SIZES,
    FakeEngine,
    app,
    chat,
    send,
    shown,
    statement,
    until,
)
from tests.tui.test_modes import ServedEngine
from tui import clipboard
from tui.widgets.checked_answer import CheckedAnswer

SOURCE = "\n".join([*(f"Line {n}." for n in range(200)), "The rent is 900 euros.", "End."])
AT = Span(SOURCE.index("The rent"), SOURCE.index(" End") if " End" in SOURCE else len(SOURCE) - 5)
TEXT = "# Summary\n\nThe **rent** is 950 euros. It is due. The cat left."
VERDICTS = (
    statement(TEXT, "# Summary", Status.UNCHECKED, 0),
    statement(TEXT, "The **rent** is 950 euros.", Status.ALTERED, 1, AT),
    statement(TEXT, "It is due.", Status.SUPPORTED, 2),
    statement(TEXT, "The cat left.", Status.NOT_FOUND, 3),
)


async def answered(pilot, engine):
    engine.events, engine.verdicts = [TextDelta(Private(TEXT))], VERDICTS
    chat(pilot).attachments.documents = (Document(Private("lease.txt"), Private(SOURCE)),)
    await send(pilot, "Sum up")
    await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
    await pilot.press("tab")
    return chat(pilot).query_one(CheckedAnswer)


def key_of(answer: CheckedAnswer) -> str:
    return answer.query_one("SpanText")._chosen


@pytest.mark.parametrize("size", SIZES)
async def test_sentences_carry_signs_and_tab_goes_from_doubt_to_doubt(size):
    engine = FakeEngine()
    async with app(engine, review="never").run_test(size=size) as pilot:
        answer = await answered(pilot, engine)
        assert "The rent is 950 euros. It is due." in shown(pilot)
        assert "·  Summary" in shown(pilot)
        line = next(line for line in shown(pilot).split("\n") if "The rent" in line)
        assert "!=" in line or "!" in line.split("The rent")[0]
        assert "doubtful: 2" in shown(pilot)
        assert key_of(answer) == "1"
        await pilot.press("tab")
        assert key_of(answer) == "3"
        await pilot.press("shift+tab")
        assert key_of(answer) == "1"
        await pilot.press("tab", "tab")
        assert not answer.has_focus


@pytest.mark.parametrize("size", SIZES)
async def test_enter_opens_the_evidence_at_its_place(size):
    engine = FakeEngine()
    async with app(engine, review="never").run_test(size=size) as pilot:
        await answered(pilot, engine)
        await pilot.press("enter")
        await until(pilot, lambda: "The rent is 900 euros." in shown(pilot))
        assert "reason 1" in shown(pilot)
        assert "lease.txt · line 201 · 1/1" in shown(pilot)
        await pilot.press("escape", "tab", "enter")
        await until(pilot, lambda: "No place in the sources" in shown(pilot))


async def test_as_received_as_sent_and_copied(monkeypatch):
    copied: list[str] = []
    monkeypatch.setattr(clipboard, "write", lambda text: copied.append(text) or "xclip")
    engine = FakeEngine()
    running = app(engine, review="never").run_test(size=(80, 24), notifications=True)
    async with running as pilot:
        await send(pilot, "Hi")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
        await pilot.press("tab", "y")
        await until(pilot, lambda: "Copied, by xclip." in shown(pilot))
        await pilot.press("r")
        assert "Hello {{PERSON_1}}." in shown(pilot)
        await pilot.press("y")
        await until(pilot, lambda: len(copied) == 2)
        assert copied == ["Hello Marie Durand.", "Hello {{PERSON_1}}."]
        assert pilot.app.clipboard == copied[-1]
        await pilot.press("r", "s")
        await until(pilot, lambda: "Greet {{PERSON_1}}" in shown(pilot))
        assert "What was sent to world/big" in shown(pilot)


async def test_the_view_follows_the_answer_until_the_person_scrolls():
    engine = FakeEngine()
    engine.events = [TextDelta(Private("\n\n".join(f"Paragraph {n}." for n in range(60))))]
    engine.answering.clear()
    async with app(engine, review="never").run_test(size=(80, 24)) as pilot:
        await send(pilot, "Hi")
        await until(pilot, lambda: "Paragraph 59." in shown(pilot))
        turns = chat(pilot).turns
        turns.scroll_to(y=0, animate=False, immediate=True, release_anchor=True)
        await pilot.pause()
        view = chat(pilot).query("AnswerView").last()
        view.write("\n\nThe last words.")
        await until(pilot, lambda: view._drawn == len(view.text))
        assert turns.scroll_y == 0
        assert "The last words." not in shown(pilot)


async def test_a_sentence_a_paragraph_or_all_is_copied(monkeypatch):
    copied = []
    monkeypatch.setattr(clipboard, "write", lambda text: copied.append(text) or "test")
    async with app(FakeEngine(), review="never").run_test(size=(80, 24)) as pilot:
        await answered(pilot, pilot.app.engine)
        await pilot.press("y")
        await until(pilot, lambda: len(copied) == 1)
        await pilot.press("b")
        await until(pilot, lambda: len(copied) == 2)
        await pilot.press("r", "y")
        await until(pilot, lambda: len(copied) == 3)
    assert copied == ["The **rent** is 950 euros.", TEXT.split("\n\n")[1], TEXT]


async def test_an_answer_is_written_to_a_file(tmp_path):
    engine, target = ServedEngine(), tmp_path / "answer.md"
    async with app(engine, review="never").run_test(size=(80, 24)) as pilot:
        await answered(pilot, engine)
        await pilot.press("e", *str(target), "enter")
        await until(pilot, target.exists)
        assert "**rent** is 950 euros" in target.read_text()


async def test_an_error_stays_in_line_with_its_sign():
    long = "Something that is told at such length that it has to be wrapped. " * 3
    async with app(FakeEngine()).run_test(size=(60, 20)) as pilot:
        chat(pilot).show_error(HygieError("It failed.", long, long))
        await until(pilot, lambda: "It failed." in shown(pilot))
        lines = [line for line in shown(pilot).split("\n") if "▌" in line or "█" in line]
        assert lines[0].index("It failed") == lines[0].index("!") + 2
        assert all(line[: lines[0].index("!")] == lines[0][: lines[0].index("!")] for line in lines)
        assert all(line[lines[0].index("!") : lines[0].index("It")] == "  " for line in lines[1:])


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_brings_a_doubt_far_down_into_sight_and_the_next_one_after_it(size):
    lines = [f"Sentence {n} of a long answer." for n in range(60)]
    text, doubts = "\n\n".join(lines), (30, 55)
    engine = FakeEngine()
    engine.events = [TextDelta(Private(text))]
    engine.verdicts = tuple(
        statement(text, line, Status.NOT_FOUND if n in doubts else Status.SUPPORTED, n)
        for n, line in enumerate(lines)
    )
    async with app(engine, review="never").run_test(size=size) as pilot:
        await send(pilot, "Tell me")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
        await pilot.pause(0.3)
        for key, number in (("tab", 30), ("tab", 55), ("shift+tab", 30)):
            await pilot.press(key)
            await until(pilot, lambda n=number: f"Sentence {n} of" in shown(pilot))
            await pilot.pause(0.3)  # what scrolls late would take it away again
            assert f"Sentence {number} of" in shown(pilot)


async def test_what_goes_on_says_how_to_stop_it_though_its_name_is_long():
    async with app(FakeEngine()).run_test(size=(40, 20)) as pilot:
        chat(pilot).activity.show("A name of a model that finds no room at all here")
        await until(pilot, lambda: re.search(r"… \d+ s · Esc stops", shown(pilot)))


async def test_the_report_of_the_checks_is_written_with_reasons_and_passages(tmp_path):
    engine, target = ServedEngine(), tmp_path / "report.md"
    async with app(engine, review="never").run_test(size=(80, 24)) as pilot:
        await answered(pilot, engine)
        await pilot.press("w")
        await until(pilot, lambda: "Export to" in shown(pilot))
        await pilot.press(*str(target), "enter")
        await until(pilot, target.exists)
    written = target.read_text(encoding="utf-8")
    for words in (
        "## ! altered",
        "950 euros",
        "reason 1 (lease.txt:201)",
        "> The rent is 900 euros.",
    ):
        assert words in written, written
