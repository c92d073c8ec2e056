"""hygie's own client behind the team's proxy: what was hidden before stays as it is, and comes back."""

import asyncio

import pytest

from assistant import i18n
from assistant.errors import ConfigError, ModelUnavailable
from assistant.models.cards import find
from assistant.models.litellm_adapter import LitellmClient
from assistant.types import (
    Destination,
    Message,
    Private,
    Review,
    Role,
    Safe,
    SafeMessage,
    TextDelta,
)  # fmt: skip
from guards.engine import ConfidentialityGuard
from guards.pseudonyms.vault import MemoryVault
from proxy import building
from proxy.callers import Scope
from proxy.keys import Keys
from tests.proxy.running import KEY, Running
from tests.proxy.upstream import echo


def chat(*texts):
    return {"model": "fake-1", "messages": [{"role": "user", "content": text} for text in texts]}


def ask(client, *texts, sealed=True):
    headers = {"x-hygie-sealed": "1"} if sealed else {}
    reply = client.post("/v1/chat/completions", json=chat(*texts), headers=headers)
    return reply.json()["choices"][0]["message"]["content"]


@pytest.fixture
def sent(upstream):
    upstream.says = echo
    return lambda: "\n".join(m["content"] for m in upstream.last.body["messages"])


def test_placeholders_stay_and_only_what_is_new_is_hidden(client, sent):
    told = ask(
        client, "{{PERSON_1}} ({{PERSON_1_EMAIL}}) et Mme Ida Morvan parlent du Projet Zéphyr."
    )
    assert (
        "{{PERSON_1}} ({{PERSON_1_EMAIL}})" in sent()
        and "Morvan" not in sent()
        and "Zéphyr" not in sent()
    )
    assert "{{PERSON_2}}" in sent() and "LITERAL" not in sent()
    assert told == "{{PERSON_1}} {{PERSON_1_EMAIL}} Ida Morvan Projet Zéphyr"


def test_a_number_given_here_before_is_never_mixed_up(client, sent):
    first = "Mme Ida Morvan écrit."
    assert ask(client, first) == "Ida Morvan" and "{{PERSON_1}}" in sent()
    told = ask(client, first, "{{PERSON_1}} répond.")
    assert told.split(" ", 2)[:2] == ["Ida", "Morvan"] and "{{PERSON_1}}" in told
    assert sent().count("{{PERSON_1}}") == 1  # the other guard's has another name on the way


def test_without_the_header_placeholders_are_a_persons_own_text(client, sent):
    assert ask(client, "{{PERSON_1}} écrit.", sealed=False) == "{{PERSON_1}}"
    assert "{{PERSON_1}}" not in sent()


def test_the_model_of_a_team_needs_an_address(own_home):
    with pytest.raises(ConfigError, match="No address"):
        find("team/fake-1")


async def nothing_asked(client):
    message = SafeMessage(Role.USER, Safe("Bonjour"))
    return [event async for event in client.stream([message])]


@pytest.mark.parametrize(("language", "title", "said", "then"), [
    ("en", "limit is used up", ["4 tokens a day", "Used so far: 10.", "at 00:00 UTC"], "who runs the proxy"),
    ("fr", "votre limite est atteinte", ["4 jetons par jour", "Déjà consommé : 10.", "à 00 h 00 UTC"], "gère le proxy"),
])  # fmt: skip
def test_who_used_up_a_limit_reads_which_one_and_until_when(
    body_guard, upstream, own_home, monkeypatch, language, title, said, then
):
    i18n.choose(language)
    with Running(body_guard, upstream.url) as proxy:
        known = Keys(building.database(proxy.settings))
        key, caller = known.make("Camille", "", Scope(tokens_per_day=4), 0, "k1")
        proxy.service.gateway.parts.use.spend(caller, 10)
        monkeypatch.setenv("HYGIE_TEAM_PROXY", proxy.url)
        monkeypatch.setenv("HYGIE_TEAM_KEY", key)
        with pytest.raises(ModelUnavailable) as refused:
            asyncio.run(nothing_asked(LitellmClient(find("team/fake-1"))))
    error = refused.value
    assert title in error.title.replace("\u00a0", " ") and then in error.action
    assert all(part in error.detail.replace("\u00a0", " ") for part in said), error.detail
    assert upstream.asked == []


def test_hygies_own_client_goes_through_the_proxy(body_guard, upstream, own_home, monkeypatch):
    upstream.says = echo
    vault, guard = MemoryVault(), ConfidentialityGuard(body_guard.prose)
    with Running(body_guard, upstream.url) as proxy:
        monkeypatch.setenv("HYGIE_TEAM_PROXY", proxy.url)
        monkeypatch.setenv("HYGIE_TEAM_KEY", KEY)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-never-sent")
        client = LitellmClient(find("team/fake-1"))
        message = Message(Role.USER, Private("M. Bruno Kerguelen écrit à Mme Ida Morvan."))
        proposal = guard.propose([message], vault, client.destination)
        sealed = guard.seal(proposal, Review(), vault)

        async def answered():
            return "".join(
                [e.text.reveal() async for e in client.stream(sealed) if isinstance(e, TextDelta)]
            )

        received = asyncio.run(answered())
    assert client.destination is Destination.COMPANY
    assert "LITERAL" not in upstream.last.everything and "Kerguelen" not in upstream.last.everything
    assert "sk-never-sent" not in upstream.last.everything
    restorer = guard.restorer(vault)
    assert restorer.feed(received) + restorer.close() == "Bruno Kerguelen Ida Morvan"
