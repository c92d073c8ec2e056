"""Where keys come from, and what is offered."""

import json
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import keyring
import pytest
from keyring.backend import KeyringBackend

from assistant.models import discovery, local_services
from assistant.models.cards import find
from assistant.models.discovery import discover
from assistant.models.keys import provider_key
from assistant.models.local_services import SERVICES
from assistant.types import Destination, Private


class Backend(KeyringBackend):
    priority = 1  # type: ignore[assignment]

    def get_password(self, service: str, username: str) -> str | None:
        return "from-keyring" if (service, username) == ("hygie", "mistral") else None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError


class Broken(Backend):
    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("locked")


@pytest.fixture(autouse=True)
def plain_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", Broken)


def test_environment_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", Backend)
    monkeypatch.setenv("MISTRAL_API_KEY", " from-environment ")
    assert provider_key("mistral") == Private("from-environment")


def test_then_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", Backend)
    assert provider_key("mistral") == Private("from-keyring")
    assert provider_key("openai") is None


def test_a_failing_keyring_is_no_key() -> None:
    assert provider_key("mistral") is None


def test_a_plaintext_keyring_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = type("PlaintextKeyring", (Backend,), {"__module__": "keyrings.alt.file"})
    monkeypatch.setattr(keyring, "get_keyring", plain)
    assert provider_key("mistral") is None


def test_a_plaintext_keyring_in_a_chain_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = type("PlaintextKeyring", (Backend,), {"__module__": "keyrings.alt.file"})
    chain = type("Chain", (Broken,), {"backends": [plain(), Backend()]})
    monkeypatch.setattr(keyring, "get_keyring", chain)
    assert provider_key("mistral") == Private("from-keyring")


@pytest.mark.parametrize("name", ["GEMINI_API_KEY", "GOOGLE_API_KEY"])
def test_either_variable_of_google(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "k")
    assert provider_key("gemini") == Private("k")


class Listing(BaseHTTPRequestHandler):
    body = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        pass


def serve(body: object) -> Iterator[int]:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    handler = type("Handler", (Listing,), {"body": raw})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


@pytest.fixture
def nothing_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_services, "SERVICES", ())
    monkeypatch.setattr(discovery, "installed", lambda _: False)


def test_nothing_installed_nothing_offered(nothing_here: None) -> None:
    assert discover() == []


def test_a_key_offers_the_models_of_its_provider(
    nothing_here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MISTRAL_API_KEY", "k")
    offered = discover()
    assert offered
    assert {card.provider for card in offered} == {"mistral"}
    assert all(card.destination is Destination.EU for card in offered)


def test_installed_weights_are_offered_the_advised_first(
    nothing_here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discovery, "installed", lambda _: True)
    monkeypatch.setattr(discovery, "embedded_choice", lambda _: "hygie/qwen-0.5b")
    assert [card.name for card in discover()] == ["hygie/qwen-0.5b", "hygie/qwen-1.5b"]


def test_ollama_models_are_offered(nothing_here: None, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = {
        "models": [
            {"name": "llama3.2:3b"},
            {"name": "nomic-embed-text:latest"},
            {"name": "big", "remote_host": "https://elsewhere.example"},
            {"other": 1},
        ]
    }
    for port in serve(listed):
        monkeypatch.setattr(local_services, "SERVICES", (replace(SERVICES[0], port=port),))
        offered = discover()
        chosen = find("ollama/big")
    assert chosen.destination is Destination.WORLD  # as offered: it only passes questions on
    assert [card.name for card in offered] == ["ollama/llama3.2:3b", "ollama/big"]
    assert [card.destination for card in offered] == [Destination.LOCAL, Destination.WORLD]


def test_lm_studio_models_are_offered(nothing_here: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for port in serve({"data": [{"id": "qwen/qwen3-8b"}, {"id": "text-embedding-x"}]}):
        monkeypatch.setattr(local_services, "SERVICES", (replace(SERVICES[1], port=port),))
        offered = discover()
    assert [card.litellm_id for card in offered] == ["lm_studio/qwen/qwen3-8b"]


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff", [], {"models": 3}, {"models": ["a"]}])
def test_another_service_on_the_port_offers_nothing(body: object) -> None:
    for port in serve(body):
        assert local_services.served(replace(SERVICES[0], port=port)) == ()
