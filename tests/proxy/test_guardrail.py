"""The guard inside another gateway: a reply is restored for its own request, once, and all is audited."""

import json

import pytest

from proxy import audit, building
from proxy.guardrail import Guardrail
from proxy.litellm_pieces import Pieces
from proxy.litellm_request import Carried
from proxy.refusals import Refusal
from proxy.settings import ProxySettings
from tests.proxy.test_clients import ASK, HIDDEN, MAIL, PERSON

PATH = "/v1/chat/completions"


@pytest.fixture
def guardrail(body_guard, own_home):
    return Guardrail(ProxySettings(note=False), body_guard)


def carried(**more):
    """A request as LiteLLM's proxy gives it to its guardrails."""
    body = {"model": "fake-1", "messages": [{"role": "user", "content": ASK}], "user": MAIL, **more}
    theirs = json.loads(json.dumps(body))
    given = {"metadata": {**body.get("metadata", {}), "user_api_key": "k", "auth": object()}}
    return {**body, **given, "proxy_server_request": {"body": theirs}, "logging": object()}


def test_all_that_a_client_wrote_is_hidden_and_what_is_litellms_stays(guardrail):
    data = carried(metadata={"who": PERSON})
    logging = data["logging"]
    told, ticket = guardrail.protect(PATH, Carried(data).body(), "key")
    Carried(data).put(told)
    Carried(data).mark(ticket)
    assert [value for value in HIDDEN if value in str(data)] == []
    assert data["logging"] is logging and data["metadata"]["user_api_key"] == "k"
    assert data["metadata"]["who"] == "{{PERSON_1}}" and data["user"] == "{{PERSON_1_EMAIL}}"
    assert Carried(data).ticket() == ticket and Carried(data).ticket() is None


def test_a_ticket_restores_one_reply_and_no_other(guardrail):
    _, ticket = guardrail.protect(PATH, Carried(carried()).body(), "key")
    pieces = Pieces(guardrail.request(ticket))
    chunk = {"choices": [{"index": 0, "delta": {"content": "Bonjour {{PERS"}}]}
    again = {"choices": [{"index": 0, "delta": {"content": "ON_1}}"}, "finish_reason": "stop"}]}
    told = [*pieces.of(chunk), *pieces.of(again), *pieces.end()]
    text = "".join(c["choices"][0]["delta"].get("content", "") for c in told)
    assert text == f"Bonjour {PERSON}"
    for spent in (ticket, "forged", None):
        with pytest.raises(Refusal):
            guardrail.request(spent)


def test_what_it_let_through_is_audited_without_a_value(guardrail):
    _, ticket = guardrail.protect(PATH, Carried(carried()).body(), "key")
    guardrail.ended(guardrail.request(ticket), "")
    database = building.database(ProxySettings())
    records = [json.loads(line) for line in audit.export(database)]
    assert [record["event"] for record in records] == ["sent", "answered"]
    assert records[0]["hidden"]["PERSON"] == 1 and "Morvan" not in str(records)
    assert audit.verify(database, building.secret()).broken == ""


def test_a_guard_that_fails_lets_nothing_through(guardrail, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(guardrail._audit, "append", broken)
    with pytest.raises(RuntimeError):
        guardrail.protect(PATH, Carried(carried()).body(), "key")
    assert not guardrail._under_way
