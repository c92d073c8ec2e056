"""The catalogue, names that are not in it, and prices."""

import pytest

from assistant import i18n
from assistant.config import Settings
from assistant.errors import MissingError
from assistant.models import prices
from assistant.models.calls import Options, answer_tokens, context_tokens
from assistant.models.cards import ModelCard, catalogue, find
from assistant.models.litellm_adapter import LitellmClient
from assistant.models.weights import EMBEDDED, embedded_choice, machine_memory
from assistant.types import Destination, Role, Safe, SafeMessage
from assistant.wiring import model_card


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.choose("en")


@pytest.mark.parametrize("card", catalogue(), ids=lambda card: card.name)
def test_every_card_is_complete(card: ModelCard) -> None:
    full = find(card.name)
    assert full.title and full.licence and full.limits
    assert context_tokens(full) >= 8_192
    if full.embedded:
        assert full.destination is Destination.LOCAL
        assert full.name in EMBEDDED
        assert full.price_in is None
    else:
        assert full.context_tokens, "not in litellm's list"
        assert full.price_in is not None
        assert full.price_out is not None
        assert full.key_env


def test_every_limit_is_said_in_both_languages() -> None:
    english = catalogue()
    i18n.choose("fr")
    french = catalogue()
    i18n.choose("en")
    for one, other in zip(english, french, strict=True):
        assert len(one.limits) == len(other.limits)
        assert not set(one.limits) & set(other.limits)


def test_names_and_identifiers_are_unique() -> None:
    names = [card.name for card in catalogue()]
    assert len(set(names)) == len(names)


def test_prices_are_per_million_tokens() -> None:
    card = find("openai/gpt-4.1")
    assert (card.price_in, card.price_out) == (2.0, 8.0)
    assert card.context_tokens == 1_047_576


def test_a_listed_model_outside_the_catalogue_has_prices() -> None:
    card = find("openai/gpt-4o")
    assert card.destination is Destination.WORLD
    assert (card.price_in, card.price_out) == (2.5, 10.0)


def test_any_provider_and_model_is_taken_as_the_world() -> None:
    card = find("somewhere/some-model")
    assert card.destination is Destination.WORLD
    assert card.key_env == "SOMEWHERE_API_KEY"
    assert "unknown" in card.limits[0]
    assert LitellmClient(card).context_tokens == 8_192


@pytest.mark.parametrize("name", ["qwen-1.5b", "hygie/qwen-15b", "hygie/", "", "openai/"])
def test_unknown_name_gives_the_nearest(name: str) -> None:
    with pytest.raises(MissingError) as caught:
        find(name)
    assert "hygie/qwen-1.5b" in caught.value.detail or "openai/" in caught.value.detail


@pytest.mark.parametrize("name", ["embedded", "auto"])
def test_the_embedded_model_has_a_name_that_holds_on_every_machine(name: str) -> None:
    card = find(name)
    assert card.embedded and card.name == embedded_choice(machine_memory())
    assert model_card(Settings(model=name)) == card
    with pytest.raises(MissingError) as caught:
        find("embeded")
    assert "embedded" in caught.value.detail


@pytest.mark.parametrize("name", ["ollama/llama3.2:3b", "ollama_chat/llama3.2:3b"])
def test_ollama_is_on_this_machine(name: str) -> None:
    card = find(name)
    assert card.destination is Destination.LOCAL
    assert card.litellm_id == "ollama_chat/llama3.2:3b"
    assert card.api_base == "http://127.0.0.1:11434"


@pytest.mark.parametrize("name", ["ollama/gpt-oss:120b-cloud", "ollama/glm-4.6:cloud"])
def test_ollama_cloud_models_go_into_the_world(name: str) -> None:
    assert find(name).destination is Destination.WORLD


def test_european_models_have_a_fixed_address() -> None:
    for card in catalogue():
        if card.destination is Destination.EU:
            assert card.api_base, "an environment variable could send it elsewhere"


def test_unlisted_price_is_none() -> None:
    assert prices.lookup("no/such") == prices.Known()


def test_the_answer_gets_the_room_that_is_left() -> None:
    card = find("hygie/qwen-1.5b")
    options = Options(max_tokens=4_000)
    short = [SafeMessage(Role.USER, Safe("x" * 300))]
    long = [SafeMessage(Role.USER, Safe("x" * 21_000))]
    endless = [SafeMessage(Role.USER, Safe("x" * 90_000))]
    assert answer_tokens(card, options, short) == 4_000
    assert answer_tokens(card, options, long) == 8_192 - 7_000
    assert answer_tokens(card, options, endless) == 256
