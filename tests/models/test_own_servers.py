"""Models of one's own: what their file may say, and which key they get."""

import pytest

from assistant.errors import ConfigError
from assistant.models.cards import find
from assistant.models.litellm_adapter import LitellmClient
from assistant.types import Role, Safe, SafeMessage
from tests.models import fake_provider as fakes

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
async def test_a_server_of_ones_own_never_gets_a_providers_key(
    name, own_home, provider, monkeypatch
):
    variable = f"{name.upper()}_API_KEY"
    monkeypatch.setenv(variable, "sk-not-for-this-server")
    entry(
        own_home,
        f'[[model]]\nname = "mine"\nlitellm_id = "{name}/m"\n'
        f'api_base = "{provider.address}/v1"\ndestination = "company"\n',
    )
    provider.script(fakes.answers("ok"))
    try:
        messages = [SafeMessage(Role.USER, Safe("Bonjour"))]
        [event async for event in LitellmClient(find("mine")).stream(messages)]
    except Exception:  # noqa: BLE001  (the fake speaks one format; the headers are the point)
        pass
    assert provider.headers
    assert "sk-not-for-this-server" not in str(provider.headers) + str(provider.requests)


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
