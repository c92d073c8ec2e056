"""Look-ups and a judge on the screens: told before, sent when asked, stopped, and no verdict for it."""

import json
import re
from dataclasses import replace

import pytest

from assistant import look_up_wiring
from assistant.config import Settings
from assistant.engine.look_ups import LookUps
from assistant.engine.own_data import OwnData
from assistant.errors import ModelError, NoRoom
from assistant.types import Document, Private, Span, Status, TextDelta
from tests.registry import registry
from tests.tui.fakes import (
    OTHER,
    SIZES,
    FakeEngine,
    app,
    chat,
    on_review,
    send,
    shown,
    statement,
    until,
)
from tui.widgets.checked_answer import CheckedAnswer

SOURCE = "The rent is 900 euros. It is due."
TEXT = "The rent is 950 euros, see 10.5555/12345678. It is due, says 10.5555/absent. The cat left."
VERDICTS = (
    statement(TEXT, "The rent is 950 euros, see 10.5555/12345678.", Status.ALTERED, 0, Span(0, 22)),
    statement(TEXT, "It is due, says 10.5555/absent.", Status.SUPPORTED, 1),
    statement(TEXT, "The cat left.", Status.NOT_FOUND, 2),
)


class AskingEngine(FakeEngine):
    """Guard and model do as they are told; what looks references up and writes files is the real one."""

    def __init__(self, **settings: str) -> None:
        super().__init__()
        own = LookUps(Settings(**settings), lambda: None)
        self._look_ups, self._look_up = own.look_ups, own.look_up
        self._export_text = OwnData(Settings(**settings)).export_text


@pytest.fixture
def registered(monkeypatch):
    with registry() as served:
        monkeypatch.setattr(look_up_wiring, "look_up_registry", lambda: served.asked)
        yield served


async def answered(pilot, text="Sum up"):
    engine = pilot.app.engine
    engine.events, engine.verdicts = [TextDelta(Private(TEXT))], VERDICTS
    chat(pilot).attachments.documents = (Document(Private("lease.txt"), Private(SOURCE)),)
    await send(pilot, text)
    await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
    await pilot.press("tab")
    return chat(pilot).query_one(CheckedAnswer)


def flat(pilot) -> str:
    return " ".join(re.sub("[│█]", " ", shown(pilot)).split())


@pytest.mark.parametrize("size", SIZES)
async def test_references_are_shown_then_sent_then_told_beside_the_verdicts(size, registered):
    async with app(AskingEngine(), review="never").run_test(size=size) as pilot:
        answer = await answered(pilot)
        await pilot.press("l")
        await until(pilot, lambda: "10.5555/absent → 127.0.0.1" in shown(pilot), 60)
        assert "These 2 identifiers leave this machine" in flat(pilot)
        assert registered.seen == []
        await pilot.press("enter")
        await until(pilot, lambda: "1 found, 1 not found" in shown(pilot))
        assert [path for _verb, path, _headers in registered.seen] == [
            "/api/handles/10.5555/12345678", "/api/handles/10.5555/absent",
        ]  # fmt: skip
        await pilot.press("escape")
        await until(pilot, lambda: "References looked up: 1 found, 1 not found" in flat(pilot))
        assert [v.status for v in answer.answer.verdicts] == [v.status for v in VERDICTS]
        await pilot.press("enter")
        await until(pilot, lambda: "Evidence" in shown(pilot))
        assert "10.5555/12345678: 127.0.0.1" in shown(pilot)
        assert "absent" not in shown(pilot)


async def test_the_report_holds_what_was_asked_besides_the_checks(registered, tmp_path):
    target = tmp_path / "report.md"
    async with app(AskingEngine(), review="never").run_test(size=(80, 24)) as pilot:
        answer = await answered(pilot)
        await pilot.press("l")
        await until(pilot, lambda: "10.5555/absent → 127.0.0.1" in shown(pilot), 60)
        await pilot.press("enter")
        await until(pilot, lambda: "1 found, 1 not found" in shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: answer.has_focus)
        await pilot.press("j")
        await until(pilot, lambda: "an opinion, not evidence" in flat(pilot))
        pilot.app.engine.events = reply(
            (1, "contradicted", "900"), (2, "supported", ""), (3, "absent", "")
        )
        await pilot.press("enter")
        await until(pilot, lambda: "it does not find this in the sources" in flat(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: answer.has_focus)
        await pilot.press("w")
        await until(pilot, lambda: "Export to" in shown(pilot))
        await pilot.press(*str(target), "enter")
        await until(pilot, lambda: target.exists() and "reason" in target.read_text("utf-8"))
    checks, rest = target.read_text(encoding="utf-8").split("## References looked up")
    looked_up, opinions = rest.split("## Opinion of Big (an opinion, not evidence")
    assert "reason 2" in checks
    assert re.search(r"- \? 10\.5555/absent: \S+ does not know it\.", looked_up)
    assert "- The cat left. – it does not find this in the sources" in opinions
    assert "it finds that the sources say otherwise: “900”" in opinions


async def test_a_policy_that_forbids_look_ups_says_so_and_nothing_is_sent(registered):
    async with app(AskingEngine(profile="company"), review="never").run_test(
        size=(80, 24)
    ) as pilot:
        await answered(pilot)
        await pilot.press("l")
        await until(pilot, lambda: "forbids online look-ups" in shown(pilot), 60)
        assert "Nothing was sent." in shown(pilot)
        await pilot.press("enter", "escape")
        await until(pilot, lambda: chat(pilot).query_one(CheckedAnswer).has_focus)
        assert registered.seen == []
        assert "References looked up" not in shown(pilot)


async def test_look_ups_are_stopped_and_what_came_is_kept(registered):
    registered.going_on.clear()
    async with app(AskingEngine(), review="never").run_test(size=(80, 24)) as pilot:
        await answered(pilot)
        await pilot.press("l")
        await until(pilot, lambda: "10.5555/absent →" in shown(pilot), 60)
        await pilot.press("enter")
        await until(pilot, lambda: registered.seen)
        assert "Esc stops" in shown(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "Esc stops" not in shown(pilot))
        assert "10.5555/absent →" in shown(pilot)
        registered.going_on.set()
        await pilot.press("enter")
        await until(pilot, lambda: "1 found, 1 not found" in shown(pilot))


async def test_what_stands_in_ones_own_question_stays_here(registered):
    async with app(AskingEngine(), review="never").run_test(size=(80, 24)) as pilot:
        await answered(pilot, "Is 10.5555/12345678 right? And 10.5555/absent?")
        await pilot.press("l")
        await until(pilot, lambda: "None of these references may be looked up" in flat(pilot), 60)
        assert "it stands in your own texts" in flat(pilot)
        await pilot.press("enter")
        assert registered.seen == []


def reply(*rows) -> list[TextDelta]:
    told = [{"n": n, "opinion": opinion, "why": why} for n, opinion, why in rows]
    return [TextDelta(Private(json.dumps(told)))]


@pytest.mark.parametrize("size", SIZES)
async def test_a_judge_is_asked_after_saying_what_leaves_and_no_verdict_changes(size):
    async with app(FakeEngine(), review="never").run_test(size=size) as pilot:
        answer = await answered(pilot)
        engine = pilot.app.engine
        await pilot.press("j")
        await until(pilot, lambda: "an opinion, not evidence" in flat(pilot))
        assert "Big (outside the EU) is asked for its opinion of 3 sentences" in flat(pilot)
        assert "through the guard as in any request: lease.txt" in flat(pilot)
        assert "prepare_judge" not in engine.names()
        engine.events = reply((1, "contradicted", "900"), (2, "supported", ""), (3, "absent", ""))
        await pilot.press("enter")
        await until(pilot, lambda: "it finds that the sources say otherwise: “900”" in flat(pilot))
        await until(pilot, lambda: "forget" in engine.names())
        await pilot.press("escape")
        await until(pilot, lambda: "1 in the sources, 1 otherwise" in flat(pilot))
        assert answer.answer.verdicts == VERDICTS
        await pilot.press("enter")
        await until(pilot, lambda: "Evidence" in shown(pilot))
        assert "Opinion of Big (an opinion, not evidence; it changes no verdict)" in flat(pilot)


class SteeredEngine(FakeEngine):
    """Its judge reads a source that gives orders."""

    async def _prepare_judge(self, **asked):
        async for request in super()._prepare_judge(**asked):
            notices = ("lease.txt seems to give orders",)
            yield replace(request, rendered=replace(request.rendered, notices=notices))


async def test_opinions_over_a_source_that_gives_orders_say_so():
    async with app(SteeredEngine(), review="never").run_test(size=(80, 24)) as pilot:
        await answered(pilot)
        await pilot.press("j")
        await until(pilot, lambda: "an opinion, not evidence" in flat(pilot))
        pilot.app.engine.events = reply((1, "supported", ""), (2, "absent", ""), (3, "absent", ""))
        await pilot.press("enter")
        await until(pilot, lambda: "but what it read seems to steer it" in flat(pilot))
        assert flat(pilot).count("lease.txt seems to give orders") == 1


class CrampedEngine(FakeEngine):
    """Its judge finds no room for what it is asked but for the second sentence."""

    async def _prepare_judge(self, **asked):
        if len(asked["verdicts"]) > 1 or asked["verdicts"] != (VERDICTS[1],):
            raise NoRoom("The sources are too long for this judge.")
        async for request in super()._prepare_judge(**asked):
            yield request


async def test_a_sentence_that_finds_no_room_is_said_not_to_be_asked():
    async with app(CrampedEngine(), review="never").run_test(size=(80, 24)) as pilot:
        await answered(pilot)
        await pilot.press("j")
        await until(pilot, lambda: "an opinion, not evidence" in flat(pilot))
        pilot.app.engine.events = reply((1, "supported", ""))
        await pilot.press("enter")
        await until(pilot, lambda: "it finds this in the sources" in flat(pilot))
        await until(pilot, lambda: flat(pilot).count("not asked: The sources are too long") == 2)
        assert pilot.app.engine.names().count("prepare_judge") == 4


async def test_another_model_judges_and_the_conversation_keeps_its_own():
    async with app(FakeEngine(), review="never").run_test(size=(80, 24)) as pilot:
        await answered(pilot)
        engine = pilot.app.engine
        await pilot.press("j")
        await until(pilot, lambda: "Opinion of a model" in shown(pilot))
        await pilot.press("m")
        await until(pilot, lambda: "Small · on this machine" in shown(pilot))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "Nothing leaves this machine." in shown(pilot))
        engine.events = reply((1, "supported", ""), (2, "supported", ""), (3, "supported", ""))
        await pilot.press("enter")
        await until(pilot, lambda: "Opinion of Small" in shown(pilot))
        asked = next(params for name, params in engine.calls if name == "prepare_judge")
        assert asked["name"] == OTHER.name
        assert pilot.app.health.card.title == "Big"


async def test_the_review_shows_what_a_judge_would_get_and_going_back_sends_nothing():
    async with app(FakeEngine(), review="always").run_test(size=(80, 24)) as pilot:
        engine = pilot.app.engine
        engine.events, engine.verdicts = [TextDelta(Private(TEXT))], VERDICTS
        chat(pilot).attachments.documents = (Document(Private("lease.txt"), Private(SOURCE)),)
        await send(pilot, "Sum up")
        await until(pilot, lambda: on_review(pilot))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
        await pilot.press("tab", "j")
        await until(pilot, lambda: "is asked for its opinion" in flat(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: on_review(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "is asked for its opinion" in flat(pilot))
        assert engine.names().count("answer") == 1
        await pilot.press("enter")
        await until(pilot, lambda: on_review(pilot))
        engine.events = reply((1, "absent", ""), (2, "absent", ""), (3, "absent", ""))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "it does not find this in the sources" in flat(pilot))


async def test_a_judge_that_fails_or_is_stopped_leaves_the_answer_as_it_was():
    async with app(FakeEngine(), review="never").run_test(size=(80, 24)) as pilot:
        answer = await answered(pilot)
        engine = pilot.app.engine
        engine.answering.clear()
        await pilot.press("j")
        await until(pilot, lambda: "is asked for its opinion" in flat(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "sentence 1 of 3" in flat(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "Esc stops" not in shown(pilot))
        assert engine.cancelled == 1
        engine.answering.set()
        engine.error = ModelError(
            "The key was refused.", "The provider said so.", "See: hygie models"
        )
        await pilot.press("enter")
        await until(pilot, lambda: "! The key was refused." in shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: answer.has_focus)
        assert answer.second.opinions is None


async def test_without_sources_there_is_nothing_to_judge_by():
    async with app(FakeEngine(), review="never").run_test(size=(80, 24)) as pilot:
        await send(pilot, "Hi")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
        await pilot.press("tab", "j")
        await until(pilot, lambda: "this answer has none" in flat(pilot))
        await pilot.press("enter")
        assert "prepare_judge" not in pilot.app.engine.names()
