"""A hosted model, through the real wire formats over loopback."""

import asyncio
from dataclasses import replace

import pytest

from assistant import i18n
from assistant.errors import (
    HygieError,
    ModelError,
    ModelInterrupted,
    ModelRefused,
    ModelUnavailable,
)
from assistant.models.calls import Options
from assistant.models.cards import ModelCard, find
from assistant.models.litellm_adapter import LitellmClient
from assistant.models.retry import Backoff
from assistant.types import (
    Destination,
    ModelEvent,
    Private,
    Retrying,
    Role,
    Safe,
    SafeMessage,
    TextDelta,
    Usage,
)
from tests.models import fake_provider as fakes
from tests.models.fake_provider import FakeProvider

KEY = "sk-secret-key-1234567890"
QUESTION = "Secret question of Mme Durand"
OPTIONS = Options(
    connect_seconds=2,
    first_seconds=5,
    between_seconds=0.5,
    backoff=Backoff(attempts=3, first=0.01, longest=2.0),
)


def client(fake: FakeProvider, options: Options = OPTIONS, **fields: object) -> LitellmClient:
    card = ModelCard(
        name="fake/model",
        title="Fake",
        provider="openai",
        litellm_id="openai/fake-model",
        destination=Destination.WORLD,
        context_tokens=8_192,
        api_base=f"{fake.address}/v1",
        key_env="OPENAI_API_KEY",
    )
    return LitellmClient(replace(card, **fields), options, Private(KEY))  # type: ignore[arg-type]


async def ask(model: LitellmClient) -> list[ModelEvent]:
    return [event async for event in model.stream([SafeMessage(Role.USER, Safe(QUESTION))])]


def text(events: list[ModelEvent]) -> str:
    return "".join(e.text.reveal() for e in events if isinstance(e, TextDelta))


async def failure(model: LitellmClient) -> ModelError:
    with pytest.raises(ModelError) as caught:
        await ask(model)
    assert_discreet(caught.value)
    return caught.value


def assert_discreet(error: HygieError) -> None:
    told = f"{error} {error.title} {error.detail} {error.action}"
    assert KEY not in told and QUESTION not in told and "Durand" not in told
    assert error.__cause__ is None
    assert error.__context__ is None
    assert error.title and error.detail and error.action


async def test_streams_words_and_usage(provider: FakeProvider) -> None:
    provider.script(fakes.answers("Bon", "jour", " à tous"))
    events = await ask(client(provider))
    assert text(events) == "Bonjour à tous"
    assert [type(e) for e in events] == [TextDelta] * 3 + [Usage]
    assert events[-1] == Usage(7, 3)


@pytest.mark.parametrize(("language", "said"), [
    ("en", ["There is no key for GPT-4.1.", "Nothing was sent.", "Set OPENAI_API_KEY, "]),
    ("fr", ["Il n’y a pas de clé pour GPT-4.1.", "Rien n’a été envoyé.", "Définissez OPENAI_API_KEY, "]),
])  # fmt: skip
async def test_a_provider_without_a_key_is_told_as_such(language: str, said: list[str]) -> None:
    i18n.choose(language)
    told = await failure(LitellmClient(find("openai/gpt-4.1")))
    shown = " ".join((told.title, told.detail, told.action))
    assert [part in shown for part in said] == [True] * 3, shown
    assert not told.transient


async def test_sends_settings_and_key(provider: FakeProvider) -> None:
    provider.script(fakes.answers("ok"))
    await ask(client(provider))
    sent = provider.requests[0]
    assert sent["messages"] == [{"role": "user", "content": QUESTION}]
    assert sent["temperature"] == 0.2
    assert sent["seed"] == 1
    assert 256 <= sent["max_tokens"] < 8_192
    assert provider.headers[0]["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (401, "invalid_api_key", "refused the key"),
        (403, "forbidden", "refused the key"),
        (404, "model_not_found", "not known"),
        (400, "context_length_exceeded", "too long"),
        (400, "content_policy_violation", "content filter"),
        (400, "invalid", "refused the request"),
        (429, "insufficient_quota", "credit"),
    ],
)
async def test_refusal_is_told_at_once(
    provider: FakeProvider, status: int, code: str, words: str
) -> None:
    provider.script(fakes.refuses(status, code, f"you sent: {QUESTION} with {KEY}"))
    error = await failure(client(provider))
    assert isinstance(error, ModelUnavailable)
    assert not error.transient
    assert words in error.title
    assert len(provider.requests) == 1


async def test_waits_as_long_as_asked(provider: FakeProvider) -> None:
    provider.script(fakes.refuses(429, "rate_limit", Retry_After="1"), fakes.answers("ok"))
    events = await ask(client(provider))
    assert isinstance(events[0], Retrying)
    assert events[0].attempt == 1
    assert events[0].wait == 1.0
    assert "too many requests" in events[0].reason
    assert text(events) == "ok"


async def test_gives_up_when_asked_to_wait_too_long(provider: FakeProvider) -> None:
    provider.script(fakes.refuses(429, "rate_limit", Retry_After="3600"))
    error = await failure(client(provider))
    assert error.transient
    assert "3600 s" in error.detail
    assert len(provider.requests) == 1


async def test_only_a_teams_own_proxy_is_believed_about_a_limit(provider: FakeProvider) -> None:
    said = f"you sent: {QUESTION} with {KEY}"
    provider.script(fakes.refuses(429, "limit_reached", said, Retry_After="3600"))
    error = await failure(client(provider))
    assert "too many requests" in error.title and "3600 s" in error.detail


async def test_server_failures_are_retried_then_told(
    provider: FakeProvider, capfd: pytest.CaptureFixture[str]
) -> None:
    provider.script(fakes.refuses(500, "server_error", QUESTION))
    model, seen = client(provider), []
    with pytest.raises(ModelUnavailable) as caught:
        async for event in model.stream([SafeMessage(Role.USER, Safe(QUESTION))]):
            seen.append(event)
    assert_discreet(caught.value)
    assert caught.value.transient
    assert [e.attempt for e in seen if isinstance(e, Retrying)] == [1, 2]
    assert len(provider.requests) == 3
    assert capfd.readouterr() == ("", "")


async def test_hang_up_before_the_first_word_is_retried(provider: FakeProvider) -> None:
    provider.script(fakes.hangs_up, fakes.answers("ok"))
    events = await ask(client(provider))
    assert isinstance(events[0], Retrying)
    assert text(events) == "ok"


async def test_unreachable_names_the_address(provider: FakeProvider) -> None:
    provider.__exit__()
    error = await failure(client(provider))
    assert provider.address in error.detail
    assert not error.transient


@pytest.mark.parametrize(
    "reply", [fakes.cuts_after("Bon", "jour"), fakes.sends(*fakes.openai_events(["Bonjour"], None))]
)
async def test_cut_answer_is_never_retried(provider: FakeProvider, reply: fakes.Reply) -> None:
    provider.script(reply)
    seen: list[ModelEvent] = []
    with pytest.raises(ModelInterrupted) as caught:
        async for event in client(provider).stream([SafeMessage(Role.USER, Safe(QUESTION))]):
            seen.append(event)
    assert_discreet(caught.value)
    assert text(seen) == "Bonjour"
    assert len(provider.requests) == 1


async def test_answer_that_hits_the_limit_is_incomplete(provider: FakeProvider) -> None:
    provider.script(fakes.answers("Bon", finish="length"))
    error = await failure(client(provider))
    assert isinstance(error, ModelInterrupted)
    assert "longest answer" in error.detail


async def test_silence_after_words_times_out(provider: FakeProvider) -> None:
    provider.script(fakes.falls_silent_after("Bon"))
    error = await failure(client(provider))
    assert isinstance(error, ModelInterrupted)
    assert "in time" in error.detail


async def test_silence_before_words_is_retried(provider: FakeProvider) -> None:
    provider.script(fakes.falls_silent_after(), fakes.answers("ok"))
    events = await ask(client(provider, replace(OPTIONS, first_seconds=0.5)))
    assert isinstance(events[0], Retrying)
    assert text(events) == "ok"


async def test_empty_answer_is_told(provider: FakeProvider) -> None:
    provider.script(fakes.answers())
    error = await failure(client(provider))
    assert "the model returned nothing" in error.title


async def test_reasoning_models_get_only_what_they_take(provider: FakeProvider) -> None:
    provider.script(fakes.answers("ok"))
    await ask(client(provider, litellm_id="openai/gpt-5"))
    sent = provider.requests[0]
    assert "temperature" not in sent and "max_tokens" not in sent
    assert sent["max_completion_tokens"] > 256


async def test_answer_filtered_half_way_is_incomplete(provider: FakeProvider) -> None:
    provider.script(fakes.answers("Bon", finish="content_filter"))
    error = await failure(client(provider))
    assert isinstance(error, ModelInterrupted)
    assert "content filter" in error.detail


async def test_filtered_answer_is_told(provider: FakeProvider) -> None:
    provider.script(fakes.answers(finish="content_filter"))
    assert "content filter" in (await failure(client(provider))).title


@pytest.mark.parametrize(
    "event",
    [b"data: {not json\n\n", b"data: \xff\xfe\xfd\n\n", b"data: [1, 2]\n\n", b"data: 12\n\n"],
)
async def test_malformed_events(provider: FakeProvider, event: bytes) -> None:
    provider.script(fakes.sends(event))
    error = await failure(client(provider))
    assert isinstance(error, ModelUnavailable)


async def test_malformed_event_after_words(provider: FakeProvider) -> None:
    provider.script(fakes.sends(fakes.chunk({"content": "Bon"}), b"data: {not json\n\n"))
    assert isinstance(await failure(client(provider)), ModelInterrupted)


async def test_page_instead_of_an_answer(provider: FakeProvider) -> None:
    provider.script(fakes.sends(b"<html>It works!</html>", kind="text/html"))
    assert isinstance(await failure(client(provider)), ModelUnavailable)


async def test_unknown_provider_is_told(provider: FakeProvider) -> None:
    model = client(provider, litellm_id="nosuchprovider/x", api_base=None)
    assert "not known" in (await failure(model)).title


async def test_closing_the_stream_hangs_up(provider: FakeProvider) -> None:
    provider.script(fakes.drips("la "))
    stream = client(provider).stream([SafeMessage(Role.USER, Safe(QUESTION))])
    async for _ in stream:
        break
    await stream.aclose()  # type: ignore[attr-defined]
    assert await asyncio.to_thread(provider.hung_up.wait, 3)


async def test_cancelling_the_task_hangs_up(provider: FakeProvider) -> None:
    provider.script(fakes.drips("la "))
    task = asyncio.create_task(ask(client(provider)))
    while not provider.requests:
        assert not task.done(), task
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(provider.hung_up.wait, 10)


async def test_loopback_never_passes_by_a_proxy(
    provider: FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.script(fakes.answers("ok"))
    with FakeProvider() as proxy:
        proxy.script(fakes.answers("seen by the proxy"))
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.address)
        monkeypatch.setenv("NO_PROXY", "intranet.example")
        monkeypatch.delenv("no_proxy", raising=False)
        assert text(await ask(client(provider))) == "ok"
        assert proxy.requests == []


async def test_anthropic_wire_format(provider: FakeProvider) -> None:
    provider.script(fakes.anthropic_answers("Bon", "jour"))
    model = client(
        provider, provider="anthropic", litellm_id="anthropic/fake", api_base=provider.address
    )
    events = await ask(model)
    assert text(events) == "Bonjour"
    assert events[-1] == Usage(7, 3)
    assert provider.headers[0]["x-api-key"] == KEY


async def test_ollama_wire_format(provider: FakeProvider) -> None:
    provider.script(fakes.ollama_answers("Bon", "jour"))
    model = client(
        provider,
        provider="ollama",
        litellm_id="ollama_chat/fake",
        api_base=provider.address,
        destination=Destination.LOCAL,
    )
    assert text(await ask(model)) == "Bonjour"
    assert provider.requests[-1]["options"]["num_ctx"] == 8_192


async def test_odds_are_asked_of_no_model_elsewhere(provider: FakeProvider) -> None:
    error = await failure(client(provider, replace(OPTIONS, odds_of=("true", "false"))))
    assert isinstance(error, ModelRefused)
    assert "does not tell how likely" in error.title and error.detail == "Nothing was sent."
    assert provider.requests == []
