"""The real engine process: guard, proposal, answer, death and new start."""

import os
import signal
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from assistant import config
from assistant.engine.client import EngineClient
from assistant.errors import GuardError, HygieError, ModelInterrupted, ReaderError
from assistant.types import (
    Action,
    Answer,
    Draft,
    Kind,
    Message,
    Private,
    Review,
    Role,
    Task,
    TextDelta,
)
from tests.cli.conftest import provider  # noqa: F401  (a fixture)
from tests.models import fake_provider as fakes

TEXT = "Écrivez à Karim Benhaddou, 06 39 98 12 34, au sujet du devis."


@pytest_asyncio.fixture
async def engine(own_home, monkeypatch) -> AsyncIterator[EngineClient]:
    monkeypatch.setenv("HYGIE_MODEL", "test/remote")
    client = EngineClient(config.load().settings)
    await client.start()
    yield client
    await client.stop()


def draft(text: str = TEXT) -> Draft:
    return Draft("conversation", Task.CHAT, Private(text))


async def test_a_draft_is_proposed_sent_and_restored(provider, engine):  # noqa: F811
    provider.script(fakes.answers("Cher {{PERS", "ON_1}}, bonjour."))
    request = await engine.one("prepare", draft=draft())
    hidden = {r.original.reveal() for r in request.proposal.redactions if r.action != "allow"}
    assert {"Karim Benhaddou", "06 39 98 12 34"} <= hidden
    events = [e async for e in engine.call("answer", conversation="conversation", review=Review())]
    answer = events[-1]
    assert isinstance(answer, Answer)
    assert answer.text.reveal() == "Cher Karim Benhaddou, bonjour."
    assert (
        "".join(e.text.reveal() for e in events if isinstance(e, TextDelta)) == answer.text.reveal()
    )
    assert "Benhaddou" not in str(provider.requests)


async def test_a_value_the_person_allows_is_sent_as_it_is(provider, engine):  # noqa: F811
    provider.script(fakes.answers("ok"))
    await engine.one("prepare", draft=draft())
    review = Review({Private("Karim Benhaddou"): Action.ALLOW})
    await engine.one("answer", conversation="conversation", review=review)
    assert "Karim Benhaddou" in str(provider.requests)
    assert "06 39 98 12 34" not in str(provider.requests)


async def test_an_answer_without_a_prepared_request_is_refused(provider, engine):  # noqa: F811
    with pytest.raises(GuardError):
        await engine.one("answer", conversation="never", review=Review())
    assert provider.requests == []


async def test_an_error_crosses_with_its_type_and_words(provider, engine, tmp_path):  # noqa: F811
    with pytest.raises(ReaderError) as caught:
        await engine.one("read", path=str(tmp_path / "none.pdf"))
    assert caught.value.action


async def test_an_unknown_method_is_an_error_not_a_hang(provider, engine):  # noqa: F811
    with pytest.raises(HygieError):
        await engine.one("no_such_method")


async def test_killed_half_way_it_says_so_and_starts_again(provider, engine):  # noqa: F811
    provider.script(fakes.falls_silent_after("un début"))
    await engine.one("prepare", draft=draft())
    seen = []
    with pytest.raises(ModelInterrupted):
        async for event in engine.call("answer", conversation="conversation", review=Review()):
            seen.append(event)
            os.kill(engine.pid, signal.SIGKILL)
    assert seen
    assert not engine.running
    provider.script(fakes.answers("de nouveau"))
    await engine.start()
    await engine.one("prepare", draft=draft())
    answer = await engine.one("answer", conversation="conversation", review=Review())
    assert answer.text.reveal() == "de nouveau"


async def test_closing_an_answer_stops_the_call(provider, engine):  # noqa: F811
    provider.script(fakes.falls_silent_after("un début"))
    await engine.one("prepare", draft=draft())
    events = engine.call("answer", conversation="conversation", review=Review())
    await anext(events)
    before = engine.pid
    await events.aclose()
    provider.released.set()
    assert await engine.one("warm")
    assert engine.running
    assert engine.pid == before


async def test_a_decision_holds_for_the_next_turns(provider, engine):  # noqa: F811
    provider.script(fakes.answers("ok"))
    await engine.one("prepare", draft=draft("Parlons de Quobilis avec Karim Benhaddou."))
    hidden = Review({}, ((Private("Quobilis"), Kind.COMPANY_TERM),))
    await engine.one("answer", conversation="conversation", review=hidden)
    request = await engine.one("prepare", draft=draft("Et le plan Quobilis ?"))
    assert [r.original.reveal() for r in request.proposal.redactions] == ["Quobilis"]
    await engine.one("answer", conversation="conversation", review=Review())
    assert "Quobilis" not in str(provider.requests)


async def test_what_an_answer_quotes_stays_hidden_when_its_words_are_gone(provider, engine):  # noqa: F811
    provider.script(fakes.answers("C'est le {{CODE_1}}."))
    await engine.one("prepare", draft=draft("Dossier n° 48213 : de quoi parle-t-il ?"))
    first = await engine.one("answer", conversation="conversation", review=Review())
    history = (
        Message(Role.USER, Private("De quoi parle-t-il ?")),
        Message(Role.ASSISTANT, first.text),
    )
    again = replace(draft("Et ensuite ?"), history=history)
    await engine.one("prepare", draft=again)
    await engine.one("answer", conversation="conversation", review=Review())
    assert "48213" in first.text.reveal()
    assert "48213" not in str(provider.requests)
