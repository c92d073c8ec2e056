"""Models of one's own: what their file may say, and which key they get."""

import asyncio
import socket

import pytest

from assistant.errors import ConfigError, ModelUnavailable
from assistant.models.calls import Options, arguments
from assistant.models.cards import find
from assistant.models.litellm_adapter import LitellmClient
from assistant.models.retry import Backoff
from assistant.types import Role, Safe, SafeMessage

PROVIDERS = (
    "openai",
    "anthropic",
    "mistral",
    "groq",
    "deepseek",
    "openrouter",
    "hosted_vllm",
    "xai",
)


def entry(own_home, text: str) -> None:
    folder = own_home / "config"
    folder.mkdir(parents=True)
    (folder / "models.toml").write_text(text)


@pytest.mark.parametrize("name", PROVIDERS)
def test_a_server_of_ones_own_never_gets_a_providers_key(name, own_home, monkeypatch):
    monkeypatch.setenv(f"{name.upper()}_API_KEY", "sk-not-for-this-server")
    entry(
        own_home,
        f'[[model]]\nname = "mine"\nlitellm_id = "{name}/m"\n'
        f'api_base = "http://127.0.0.1:9/v1"\ndestination = "company"\n',
    )
    card = find("mine")
    call = arguments(card, Options.for_card(card), [SafeMessage(Role.USER, Safe("Bonjour"))])
    # Without a key among its arguments litellm would look for the provider's in the environment.
    assert call["api_key"] == "none"


@pytest.mark.parametrize(
    "text",
    [
        '[[model]]\nname = "x"\n',
        '[[model]]\nname = "x"\nlitellm_id = "a/b"\ndestination = "moon"\n',
        '[[model]]\nname = "x"\nlitellm_id = "a/b"\ndestination = "eu"\ncolour = "red"\n',
        "[[model]\n",
    ],
)
def test_a_bad_entry_is_a_clear_error(own_home, text):
    entry(own_home, text)
    with pytest.raises(ConfigError) as caught:
        find("x")
    assert caught.value.title


@pytest.mark.parametrize(
    "provider",
    [
        "hosted_vllm", "lm_studio", "xinference", "litellm_proxy", "custom_openai", "aiohttp_openai",
        "ai21", "openai_like", "azure", "azure_ai",
    ],
)  # fmt: skip
def test_a_server_without_an_address_asks_nobody(provider, own_home, monkeypatch):
    """litellm would ask OpenAI in its place, with a text meant for a server of the house."""
    sought = []

    def looked_up(host, *_, **__):
        sought.append(host)
        raise socket.gaierror("no such name here")

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    for name in ("AZURE_API_BASE", "AZURE_AI_API_BASE", "OPENAI_API_BASE", "HOSTED_VLLM_API_BASE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AZURE_API_KEY", "OPENAI_API_KEY"):
        monkeypatch.setenv(name, "sk-not-for-anyone")
    entry(
        own_home,
        f'[[model]]\nname = "mine"\nlitellm_id = "{provider}/m"\ndestination = "company"\n',
    )
    client = LitellmClient(find("mine"), Options(backoff=Backoff(attempts=1)))

    async def ask():
        return [event async for event in client.stream([SafeMessage(Role.USER, Safe("Bonjour"))])]

    with pytest.raises(ModelUnavailable) as caught:
        asyncio.run(ask())
    assert not sought
    if provider in ("hosted_vllm", "lm_studio", "custom_openai"):
        assert "api_base" in caught.value.action
