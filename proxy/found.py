"""Where requests go when nothing is said: keys in the environment, a model service here, the embedded model."""

from __future__ import annotations

import os

from assistant.models import local_services
from assistant.models.custom_llm_adapter import PROVIDER
from assistant.models.weights import EMBEDDED, embedded_choice, installed, machine_memory
from assistant.types import Destination
from proxy.settings import Upstream

_OPENAI = (
    "gpt-*",
    "chatgpt-*",
    "o1*",
    "o3*",
    "o4*",
    "codex-*",
    "text-embedding-*",
    "omni-*",
    "computer-use-*",
)
_HOSTED = (
    Upstream(
        name="anthropic", url="https://api.anthropic.com/v1", wire="anthropic",
        key_env="ANTHROPIC_API_KEY", accept=("claude-*",),
    ),
    Upstream(name="openai", url="https://api.openai.com/v1", key_env="OPENAI_API_KEY", accept=_OPENAI),
    Upstream(
        name="mistral", url="https://api.mistral.ai/v1", wire="openai", key_env="MISTRAL_API_KEY",
        destination=Destination.EU,
        accept=("mistral-*", "ministral-*", "magistral-*", "codestral-*", "devstral-*", "pixtral-*", "open-*"),
    ),
)  # fmt: skip


def upstreams() -> tuple[Upstream, ...]:
    """Return what can be used right now; nothing is contacted but loopback."""
    return (*_hosted(), *_local(), *_embedded())


def _hosted() -> list[Upstream]:
    return [upstream for upstream in _HOSTED if os.environ.get(upstream.key_env)]


def _local() -> list[Upstream]:
    found: list[Upstream] = []
    for service in local_services.SERVICES:
        for model in local_services.served(service):
            # A model that only passes through this machine is not local.
            where = Destination.WORLD if model.remote else Destination.LOCAL
            address = f"http://{local_services.LOOPBACK}:{service.port}/v1"
            found.append(
                Upstream(
                    name=f"{service.name}:{model.name}"[:60], url=address, destination=where,
                    models={model.name: model.name}, accept=(),
                )
            )  # fmt: skip
    return found


def _embedded() -> list[Upstream]:
    name = embedded_choice(machine_memory())
    if not installed(EMBEDDED[name]):
        return []
    short = name.removeprefix(f"{PROVIDER}/")
    return [
        Upstream(
            name="embedded", wire="litellm", provider=PROVIDER, destination=Destination.LOCAL,
            models={name: short, short: short, "hygie": short}, accept=(),
        )
    ]  # fmt: skip
