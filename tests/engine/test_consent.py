"""Only what was reviewed last is sent, and what was decided for one place holds for that place."""

import asyncio
from contextlib import closing
from dataclasses import replace
from threading import Event

import pytest

from assistant import store_wiring, vault_wiring, wiring
from assistant.config import Settings
from assistant.engine.models import Chosen
from assistant.engine.notes import Notes
from assistant.engine.service import Service
from assistant.errors import GuardError
from assistant.models.cards import find
from assistant.pipeline import Pipeline
from assistant.store.key import KeySource, from_environment
from assistant.store.store import opened
from assistant.types import Action, Destination, Draft, Private, Review, Task
from tests.cli.conftest import provider  # noqa: F401  (a fixture)
from tests.models import fake_provider as fakes

SETTINGS = Settings(model="test/remote")


def draft(text: str) -> Draft:
    return Draft("c", Task.CHAT, Private(text))


async def one(stream):
    return [value async for value in stream][-1]


@pytest.fixture
def service(own_home):
    return Service(Chosen(SETTINGS), Notes())


async def test_a_cancelled_draft_never_takes_the_place_of_the_reviewed_one(
    provider,  # noqa: F811
    service,
    monkeypatch,
):
    held, entered, real = Event(), Event(), Pipeline.prepare

    def slow(self, given, *rest):
        if "lent" in given.text.reveal():
            entered.set()
            held.wait(20)
        return real(self, given, *rest)

    monkeypatch.setattr(Pipeline, "prepare", slow)
    provider.script(fakes.answers("ok"))
    first = asyncio.create_task(one(service.prepare(draft("Un brouillon lent et secret"))))
    await asyncio.to_thread(entered.wait, 20)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    second = asyncio.create_task(one(service.prepare(draft("La question voulue"))))
    held.set()
    await second
    await one(service.answer("c", Review()))
    assert "La question voulue" in str(provider.requests)
    assert "secret" not in str(provider.requests)


async def test_what_was_shown_to_a_near_model_is_hidden_from_a_far_one(provider, service, tmp_path):  # noqa: F811
    provider.script(fakes.answers("ok"))
    near = find("test/remote")
    shown = Review({Private("Karim Benhaddou"): Action.ALLOW})
    service._conversations.of("c").reviews[Destination.LOCAL] = shown
    request = await one(service.prepare(draft("Écrivez à Karim Benhaddou.")))
    assert near.destination is not Destination.LOCAL
    assert "Karim Benhaddou" in {
        r.original.reveal() for r in request.proposal.redactions if r.action is not Action.ALLOW
    }
    await one(service.answer("c", Review()))
    assert "Karim" not in str(provider.requests)


async def test_a_request_made_for_one_place_is_not_sealed_for_another(own_home):
    far = wiring.pipeline(SETTINGS, find("test/remote"), vault_wiring.new_vault())
    near = wiring.pipeline(
        SETTINGS,
        replace(find("test/remote"), destination=Destination.LOCAL),
        vault_wiring.new_vault(),
    )
    with pytest.raises(GuardError):
        far.seal(near.prepare(draft("Écrivez à Karim Benhaddou.")), Review())


async def test_a_stopped_answer_is_kept_with_what_was_sent(provider, own_home, monkeypatch):  # noqa: F811
    monkeypatch.setenv("HYGIE_PASSPHRASE", "quatre mots sans lien")
    with opened(own_home / "data", KeySource(from_environment, own_home / "none")):
        pass
    service = Service(Chosen(SETTINGS), Notes())
    provider.script(fakes.falls_silent_after("un début"))
    await one(service.prepare(draft("Écrivez à Karim Benhaddou.")))
    events = service.answer("c", Review())
    await anext(events)
    await events.aclose()
    provider.released.set()
    with closing(store_wiring.store(SETTINGS)) as store:
        (kept,) = store.conversations.turns("c")
    assert "{{PERSON_1}}" in str(kept.sent)
