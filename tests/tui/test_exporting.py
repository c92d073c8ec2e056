"""Answers and reports written to a file: the question stays open until that is done or left."""

from contextlib import asynccontextmanager
from datetime import date

import pytest
from textual.widgets import Input

from assistant import i18n
from assistant.document_wiring import read_document
from assistant.errors import HygieError
from tests.tui.fakes import SIZES, app, chat, shown, until
from tests.tui.test_answer import answered
from tests.tui.test_modes import ServedEngine
from tui.screens.export_prompt import proposed
from tui.widgets.error_card import ErrorCard

FAILED = {
    "en": "Choose another place or name.",
    "fr": "Choisissez un autre emplacement ou un autre nom.",
}
KINDS = {
    ("en", "e"): "answer",
    ("en", "w"): "report",
    ("fr", "e"): "réponse",
    ("fr", "w"): "compte-rendu",
}
HELD = {"e": "The cat left.", "w": "reason 3"}


@asynccontextmanager
async def an_answer(language, size=(80, 24)):
    i18n.choose(language)
    try:
        engine = ServedEngine()
        running = app(engine, review="never").run_test(size=size, notifications=True)
        async with running as pilot:
            yield pilot, await answered(pilot, engine)
    finally:
        i18n.choose("en")


def said(pilot):
    return " ".join(shown(pilot).replace("│", " ").split())


async def fail(pilot, key):
    await pilot.press(key)
    await pilot.press(*"/missing/report.pdf", "enter")
    await until(pilot, lambda: FAILED[i18n.language().value] in said(pilot))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("language", "key"), KINDS)
async def test_the_question_stays_open_with_what_failed_and_can_be_answered_anew(
    language, key, size, tmp_path
):
    async with an_answer(language, size) as (pilot, answer):
        await fail(pilot, key)
        line = pilot.app.screen.query_one(Input)
        assert line.value == "/missing/report.pdf"
        assert line.has_focus
        line.value = str(tmp_path / "out.md")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is chat(pilot))
        assert HELD[key] in (tmp_path / "out.md").read_text()
        assert answer.has_focus
        assert not chat(pilot).query(ErrorCard)


@pytest.mark.parametrize(("language", "key"), KINDS)
async def test_leaving_after_a_failure_leads_back_to_the_answer(language, key):
    async with an_answer(language) as (pilot, answer):
        await fail(pilot, key)
        await pilot.press("escape")
        assert answer.has_focus
        assert not chat(pilot).query(ErrorCard)
        await fail(pilot, key)
        assert chat(pilot).composer.text == ""


@pytest.mark.parametrize(("language", "key"), KINDS)
async def test_a_free_name_of_the_kind_and_the_day_is_proposed(
    language, key, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    stem = f"{KINDS[language, key]}-{date.today().isoformat()}"
    async with an_answer(language) as (pilot, _answer):
        for name in (f"{stem}.docx", f"{stem}-2.docx"):
            await pilot.press(key)
            await until(pilot, lambda: pilot.app.screen.query(Input))
            assert pilot.app.screen.query_one(Input).value == str(tmp_path / name)
            await pilot.press("enter")
            await until(pilot, lambda: pilot.app.screen is chat(pilot))
            assert HELD[key] in read_document(tmp_path / name).text.reveal()


def test_a_name_is_proposed_although_the_folder_is_gone(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    assert proposed("draft").parent == tmp_path


@pytest.mark.parametrize(("language", "word"), [("en", "Retry"), ("fr", "Réessayer")])
@pytest.mark.parametrize("engine", [False, True])
async def test_to_try_again_is_offered_only_where_it_does_something(language, word, engine):
    async with an_answer(language) as (pilot, _answer):
        card = ErrorCard(HygieError("It failed."), engine=engine)
        chat(pilot).turns.add(card)
        await pilot.pause()
        card.focus()
        await until(pilot, lambda: card.has_focus)
        await pilot.pause()
        offered = {
            each.binding.description
            for each in pilot.app.screen.active_bindings.values()
            if each.node is card
        }
        assert (word in offered) is engine
