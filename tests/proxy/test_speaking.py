"""Errors in the language that the client asks for, whichever thread they come from; codes and headers stay."""

import json
import socket

import httpx
import pytest

from assistant.types import Language
from proxy.settings import Upstream as To
from proxy.speaking import preferred
from tests.proxy.running import KEY, Running
from tests.proxy.test_faults import ASKED, PATHS, STREAM, chunk, events, raw, status

CHAT = PATHS[0]
ENGLISH, FRENCH = {"accept-language": "en"}, {"accept-language": "fr-FR,fr;q=0.9,en;q=0.5"}


@pytest.mark.parametrize(("header", "language"), [
    ("fr", "fr"), ("FR-ca", "fr"), ("en-GB,fr;q=0.4", "en"), ("de, fr;q=0.3, en;q=0.8", "en"),
    ("de-DE", None), ("*", None), ("", None), ("fr;q=0", None), ("fr;q=x,en", "en"), ("fr,en", "fr"),
    (";;,,=", None), ("frankly", None), ("fr;q=nan, en", "en"), ("fr;q=inf", "fr"), ("é", None),
])  # fmt: skip
def test_the_language_of_the_highest_weight_is_spoken(header, language):
    assert preferred(header) == (Language(language) if language else None)


def told(client, header, path=CHAT, **body):
    error = client.post(path, headers=header, json=ASKED | body).json()["error"]
    return error["message"], error.get("code")


@pytest.mark.parametrize(("path", "body", "reply", "said"), [
    (CHAT, {"model": None}, None, "La requête ne nomme aucun modèle. Rien n’a été envoyé."),
    (CHAT, {"messages": 7}, None, "messages n’est pas une liste"),
    (CHAT, {}, status(500), "Le fournisseur a une panne de son côté."),
    (CHAT, {}, status(422), "Le fournisseur a refusé la requête : no:"),
    (CHAT, {"stream": True}, raw(b'{"choices": [7]}'), "n’est pas une réponse"),
    ("/v1/messages", {}, status(500), "Le fournisseur a une panne de son côté."),
    ("/v1/nothing", {}, None, "Le proxy ne sert pas ce point d’accès"),
])  # fmt: skip
def test_an_error_is_told_in_the_language_asked_for(client, upstream, path, body, reply, said):
    upstream.reply = reply
    french, code = told(client, FRENCH, path, **body)
    english, same = told(client, ENGLISH, path, **body)
    assert said in french.replace("\u00a0", " ") and code == same
    assert english != french and not set(english) & set("éèà’")
    assert told(client, {}, path, **body)[0] == english  # the proxy's own, in the tests


def piped(*headers):
    """A request as bytes, one of several on a connection."""
    body = json.dumps({"model": None, "messages": []})
    head = [f"POST {CHAT} HTTP/1.1", "Host: proxy.test", f"Authorization: Bearer {KEY}", *headers,
            "Content-Type: application/json", f"Content-Length: {len(body)}", "", body]  # fmt: skip
    return "\r\n".join(head).encode()


def test_a_request_right_behind_another_has_not_its_language(proxy):
    """A gateway may send several clients' requests down one connection."""
    with socket.create_connection(("127.0.0.1", proxy.port)) as wire:
        wire.sendall(piped("Accept-Language: fr"))
        wire.sendall(piped("Connection: close"))
        told = b"".join(iter(lambda: wire.recv(65536), b"")).decode()
    assert told.count("La requête ne nomme aucun modèle") == 1
    assert told.count("The request names no model") == 1


def test_a_guard_that_refuses_in_its_thread_speaks_it_too(client, upstream):
    broken = [{"type": "file", "file": {"filename": "a.pdf", "file_data": "data:,AAAA%"}}]
    body = {"messages": [{"role": "user", "content": broken}]}
    french, code = told(client, FRENCH, **body)
    assert code == "unreadable_file" and "Rien n’a été envoyé" in french
    assert "Nothing was sent" in told(client, ENGLISH, **body)[0]


def test_a_file_that_cannot_be_read_is_told_in_sentences(client):
    given = {"files": {"file": ("a.txt", b"")}, "data": {"purpose": "user_data"}}
    error = client.post("/v1/files", headers=ENGLISH, **given).json()["error"]
    assert error["message"].startswith("This file is empty. Check that")
    assert error["message"].endswith(". Nothing was sent.")


def test_a_stream_that_breaks_off_speaks_it_too(client, upstream):
    upstream.reply = events(chunk("Yes"))
    for header, said in ((FRENCH, "s’est rompue"), (ENGLISH, "broke off")):
        assert said in client.post(CHAT, headers=header, json=STREAM).text


def test_a_client_without_a_key_is_told_in_its_language(proxy):
    with httpx.Client(base_url=proxy.url, trust_env=False) as client:
        for header, said in (
            (FRENCH, "Donnez la clé"),
            (ENGLISH, "Give the proxy"),
            (FRENCH, "Donnez"),
        ):
            assert said in told(client, header)[0]  # over one connection


def test_a_french_proxy_speaks_french_to_who_does_not_say(body_guard, upstream, own_home):
    from assistant import i18n

    i18n.choose("fr")
    with Running(body_guard, upstreams=(To(url=upstream.url),)) as proxy:
        headers = {"x-api-key": KEY}
        with httpx.Client(base_url=proxy.url, headers=headers, trust_env=False) as client:
            assert "ne nomme aucun modèle" in told(client, {}, model=None)[0]
            assert "names no model" in told(client, ENGLISH, model=None)[0]
