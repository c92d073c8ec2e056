"""Nothing is disclosed that the client did not send itself, whatever a model utters or a client forges."""

import httpx
import pytest

from assistant.types import Kind, Private
from proxy import building
from proxy.callers import Scope
from proxy.keys import Keys
from tests.proxy.running import KEY, Running
from tests.proxy.upstream import echo

SECRET = "Ida Morvan"
ALL = " ".join(
    f"{{{{PERSON_{n}}}}} PERSON_{n} [person_{n}] {{{{EMAIL_{n}}}}} {{{{PERSON_{n}_EMAIL}}}}"
    for n in range(1, 9)
)


def chat(*turns, **more):
    roles = ["user", "assistant"] * 50
    messages = [{"role": role, "content": turn} for role, turn in zip(roles, turns, strict=False)]
    return {"model": "fake-1", "messages": messages, **more}


@pytest.fixture
def told(client, upstream):
    """One conversation about a person took place."""
    upstream.says = echo
    asked = chat(f"Bonjour, {SECRET} (ida.morvan@nordmail.example.org) écrit.")
    assert SECRET in client.post("/v1/chat/completions", json=asked).text
    upstream.says = lambda received: ALL
    return client


def test_another_conversation_restores_nothing(told):
    assert "Morvan" not in told.post("/v1/chat/completions", json=chat("Bonjour")).text.title()


def test_the_same_beginning_with_other_words_restores_only_its_own(told):
    asked = chat("Bonjour, Paul Kervadec écrit.")
    text = told.post("/v1/chat/completions", json=asked).text
    assert "Paul Kervadec" in text and "morvan" not in text.lower()


def test_another_key_restores_nothing(told, proxy):
    key, _ = Keys(building.database(proxy.settings)).make("other", "", Scope(), 0, "other")
    asked = chat("Bonjour, {{PERSON_1}} écrit.")
    reply = told.post(
        "/v1/chat/completions", json=asked, headers={"authorization": f"Bearer {key}"}
    )
    assert reply.status_code == 200 and "morvan" not in reply.text.lower()


def bearer(key):
    return {"authorization": f"Bearer {key}"}


def test_files_and_conversations_go_with_a_rotated_key_and_with_no_other(client, proxy, upstream):
    upstream.formats, upstream.says = {"openai", "responses"}, echo
    keys = Keys(building.database(proxy.settings))
    old, _ = keys.make("Camille", "legal", Scope(), 0, "first")
    other, _ = keys.make("Camille", "legal", Scope(), 0, "other")
    note = {"file": ("note.txt", f"Note de {SECRET}.".encode())}
    purpose = {"purpose": "user_data"}
    file = client.post("/v1/files", data=purpose, files=note, headers=bearer(old)).json()["id"]
    asked = {"model": "fake-1", "input": f"Bonjour de {SECRET}."}
    made = client.post("/v1/responses", json=asked, headers=bearer(old)).json()["id"]
    second, _ = keys.rotate("first", 0, "second")
    third, _ = keys.rotate("second", 24, "third")
    stranger, _ = keys.rotate("other", 24, "another")
    upstream.says = lambda received: ALL
    again = asked | {"input": "Et ?", "previous_response_id": made}
    part = {"type": "file", "file": {"file_id": file}}
    reading = chat([part, {"type": "text", "text": "Qui ?"}])
    for key, known in (
        (second, True),
        (third, True),
        (stranger, False),
        (other, False),
        (KEY, False),
    ):
        own = bearer(key)
        replies = (
            client.post("/v1/responses", json=again, headers=own),
            client.post("/v1/chat/completions", json=reading, headers=own),
            client.get(f"/v1/files/{file}/content", headers=own),
        )
        assert [reply.status_code == 200 for reply in replies] == [known] * 3, key
        assert [SECRET in reply.text for reply in replies] == [known] * 3
        listed = client.get("/v1/files", headers=own).json()["data"]
        assert [one["id"] for one in listed] == [file] * known
        assert known or client.delete(f"/v1/files/{file}", headers=own).status_code == 404
    assert client.get(f"/v1/files/{file}", headers=bearer(old)).status_code == 401
    assert client.delete(f"/v1/files/{file}", headers=bearer(third)).status_code == 200
    assert client.get(f"/v1/files/{file}", headers=bearer(second)).status_code == 404


def test_what_a_person_types_stays_what_it_is(told, upstream):
    upstream.says = echo
    reply = told.post(
        "/v1/chat/completions", json=chat("Que veut dire {{PERSON_1}} dans ton texte ?")
    )
    assert reply.json()["choices"][0]["message"]["content"] == "{{PERSON_1}}"


def test_a_history_that_names_the_placeholder_restores_nothing(told):
    asked = chat("Bonjour", "Je connais {{PERSON_1}}.", "Qui est-ce ?")
    assert "morvan" not in told.post("/v1/chat/completions", json=asked).text.lower()


@pytest.mark.parametrize("headers", [
    {"x-hygie-conversation": "forged"}, {"x-forwarded-for": "10.0.0.1"}, {"x-hygie-key": "start"},
    {"openai-organization": "org"}, {"host": "other.test"}, {"x-request-id": "req_1"},
])  # fmt: skip
def test_forged_headers_restore_nothing(told, headers):
    reply = told.post("/v1/chat/completions", json=chat("Bonjour"), headers=headers)
    assert "morvan" not in reply.text.lower()


def test_a_tool_name_or_argument_of_another_conversation_restores_nothing(told, upstream):
    upstream.calls = lambda r: ("CODE_1", '{"a": "{{PERSON_1}}", "b": "\\u007b\\u007bPERSON_1}}"}')
    assert "morvan" not in told.post("/v1/chat/completions", json=chat("Bonjour")).text.lower()


def test_a_conversation_goes_on_with_the_same_pseudonyms(client, upstream):
    upstream.says = echo
    turns = ["Mme Ida Morvan écrit."]
    for more in ("M. Paul Kervadec répond.", "Puis Mme Sonia Lebrun, avant Mme Ida Morvan."):
        reply = client.post("/v1/chat/completions", json=chat(*turns)).json()
        turns += [reply["choices"][0]["message"]["content"], more]
    client.post("/v1/chat/completions", json=chat(*turns))
    first = [r.body["messages"][0]["content"] for r in upstream.asked]
    assert set(first) == {"Mme {{PERSON_1}} écrit."}
    last = upstream.last.body["messages"][-1]["content"]
    assert last.endswith("{{PERSON_3}}, avant Mme {{PERSON_1}}.")


def test_a_turn_written_in_parts_is_the_turn_written_plainly_later(proxy):
    """Claude Code marks its last turn for the cache, in parts, and repeats it plainly."""
    conversations = proxy.service.gateway.parts.conversations
    marked = {"type": "text", "text": "Et elle ?", "cache_control": {"type": "ephemeral"}}
    asked = conversations.of("key", chat("Bonjour", "Oui ?", [marked]))
    asked.conversation.vault.placeholder(Kind.PERSON, Private(SECRET))
    conversations.keep(asked)
    for text, known in (("Et elle ?", 1), ("Et lui ?", 0)):
        later = conversations.of("key", chat("Bonjour", "Oui ?", text, "Elle ?", "Oui"))
        assert len(later.conversation.vault.known()) == known


def test_a_restart_forgets_nothing(body_guard, upstream, own_home):
    upstream.formats, upstream.says = {"openai", "responses"}, echo
    headers = {"authorization": f"Bearer {KEY}"}
    with Running(body_guard, upstream.url) as one:
        asked = {"model": "fake-1", "input": f"Bonjour de {SECRET}."}
        first = httpx.post(
            f"{one.url}/v1/responses", json=asked, headers=headers, trust_env=False
        ).json()
    with Running(body_guard, upstream.url) as two:
        asked = {"model": "fake-1", "input": "Et ?", "previous_response_id": first["id"]}
        upstream.says = lambda r: "{{PERSON_1}}"
        reply = httpx.post(f"{two.url}/v1/responses", json=asked, headers=headers, trust_env=False)
    assert SECRET in reply.text


def test_nothing_of_it_lies_on_the_disk_in_clear(told, own_home):
    files = [path for path in own_home.rglob("*") if path.is_file()]
    assert any(path.name == "proxy.db" for path in files)
    assert [p.name for p in files if b"morvan" in p.read_bytes().lower()] == []


def test_foreign_data_in_a_reply_is_masked(client, upstream):
    upstream.says = lambda r: (
        "Call +33 6 39 98 56 78 or write to paul.kervadec@nordmail.example.org; Victor Hugo said so."
    )
    for stream in (False, True):
        text = client.post("/v1/chat/completions", json=chat("Qui ?", stream=stream)).text
        assert "39 98 56" not in text and "kervadec" not in text
    whole = client.post("/v1/chat/completions", json=chat("Qui ?")).json()
    assert "Victor Hugo said so." in whole["choices"][0]["message"]["content"]


def test_what_the_client_sent_itself_is_not_foreign(client, upstream):
    upstream.says = lambda r: "The year 2024, order 20260312, page https://example.org/a"
    text = client.post("/v1/chat/completions", json=chat("order 20260312 of 2024")).text
    assert "order 20260312, page https://example.org/a" in text
