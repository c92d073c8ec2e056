"""The screens with the real engine process and the real guard; only the provider is ours."""

import os
import signal
from dataclasses import replace

import pytest

from assistant.config import Layered, Settings
from assistant.decisions import Term
from assistant.types import Document, Private
from tests.tui.fakes import chat, on_review, send, shown, until
from tests.tui.provider import provider
from tui.app import HygieApp
from tui.widgets.checked_answer import CheckedAnswer
from tui.widgets.error_card import ErrorCard

LONG = 90
NAMES = ("Marie Durand", "marie.durand@acme-industries.fr", "06 12 34 56 78")
TEXT = f"Please write a note to {NAMES[0]} ({NAMES[1]}, {NAMES[2]}), our client in Lyon."


@pytest.fixture
def model(monkeypatch):
    with provider() as server:
        monkeypatch.setenv("OPENAI_API_BASE", f"http://127.0.0.1:{server.server_port}/v1")
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
        monkeypatch.setenv("HYGIE_LOG", "1")
        yield server


def real_app() -> HygieApp:
    return HygieApp(Layered(replace(Settings(), model="openai/test"), {}))


async def test_names_are_hidden_on_the_wire_and_restored_on_the_screen(model):
    async with real_app().run_test(size=(120, 36)) as pilot:
        await send(pilot, TEXT)
        await until(pilot, lambda: on_review(pilot), LONG)
        assert "[P1]Marie Durand" in shown(pilot)
        assert "{{PHONE_1}}" in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer), LONG)
        assert "Dear Marie Durand, hello again." in shown(pilot)
        assert len(model.received) == 1
        for name in (*NAMES, "Durand"):
            assert name not in model.received[0]
        await pilot.press("tab", "r")
        assert "Dear {{PERSON_1}}, hello again." in shown(pilot)


LEASE = f"Lease of {NAMES[0]}. The rent is 900 euros a month. Project Owl pays the deposit."
OPINIONS = (
    '[{"n": 1, "opinion": "supported", "why": "{{PERSON_1}}: 900"}, {"n": 2, "opinion": "absent"}]'
)


async def test_a_judge_passes_the_guard_and_obeys_what_was_hidden_before(model):
    said = "The rent is 900 euros a month. Project Owl has moved."
    model.answer = lambda question: OPINIONS if "numbered sentence" in question else said
    async with real_app().run_test(size=(120, 36)) as pilot:
        chat(pilot).attachments.documents = (Document(Private("lease.txt"), Private(LEASE)),)
        await send(pilot, "What does the lease say of the rent?")
        await until(pilot, lambda: on_review(pilot), LONG)
        screen = pilot.app.screen
        screen._decisions = screen._decisions.with_term(Term(Private("Project Owl")))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer), LONG)
        answer = chat(pilot).query_one(CheckedAnswer)
        answer.focus()
        await pilot.press("j")
        await until(pilot, lambda: "lease.txt" in shown(pilot) and "is asked for" in shown(pilot))
        assert len(model.received) == 1
        await pilot.press("enter")
        await until(pilot, lambda: on_review(pilot) or len(model.received) == 2, LONG)
        if on_review(pilot):
            assert "Project Owl" in shown(pilot)
            await pilot.press("ctrl+s")
        await until(pilot, lambda: f"“{NAMES[0]}: 900”" in shown(pilot), LONG)
        assert len(model.received) == 2
        for sent in model.received:
            assert not any(name in sent for name in ("Durand", "Owl"))
        assert "900 euros" in model.received[1]
        await pilot.press("escape")
        await until(pilot, lambda: "Opinion of openai/test" in shown(pilot))


async def test_a_killed_engine_comes_back_and_nothing_is_lost(model):
    model.going_on.clear()
    async with real_app().run_test(size=(80, 24)) as pilot:
        await send(pilot, TEXT)
        await until(pilot, lambda: on_review(pilot), LONG)
        await pilot.press("enter")
        await until(pilot, lambda: "Dear Marie Durand" in shown(pilot), LONG)
        killed = pilot.app.engine.pid
        os.kill(killed, signal.SIGKILL)
        await until(pilot, lambda: chat(pilot).query(ErrorCard))
        assert "The engine stopped." in shown(pilot)
        assert "Dear Marie Durand" in shown(pilot)
        assert chat(pilot).composer.text == TEXT
        model.going_on.set()
        await until(pilot, lambda: "guard: ready" in shown(pilot), LONG)
        assert pilot.app.engine.pid != killed
        await pilot.press("ctrl+s")
        await until(pilot, lambda: on_review(pilot), LONG)
        await pilot.press("enter")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer), LONG)
        assert chat(pilot).composer.text == ""


async def test_a_crash_of_the_screen_shows_no_name_and_writes_none(model, capfd, own_home):
    running = real_app()

    def break_down(request) -> None:
        names = [redaction.original.reveal() for redaction in request.proposal.redactions]
        raise RuntimeError(*names, request)

    async def drive() -> None:
        running.chat.composer.text = TEXT
        running.chat._review = break_down
        running.chat.action_send()

    running.call_later(running.call_after_refresh, drive)
    await running.run_async(headless=True, size=(80, 24))
    output = "".join(capfd.readouterr())
    assert "RuntimeError" in output
    files = [path for path in own_home.rglob("*") if path.is_file()]
    written = output.encode() + b"".join(path.read_bytes() for path in files)
    for name in (*NAMES, "Durand"):
        assert name.encode() not in written
    assert model.received == []
