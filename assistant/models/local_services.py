"""Model servers a person may already run on this machine."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from typing import Any

# Reached by number: a name could be resolved to somewhere else.
LOOPBACK = "127.0.0.1"
PROBE_SECONDS = 0.3
_MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class LocalService:
    """A server on a fixed loopback port, with where and how it lists its models."""

    name: str
    title: str
    litellm_prefix: str
    port: int
    base_path: str
    list_path: str
    list_field: str
    name_field: str
    context_tokens: int

    @property
    def api_base(self) -> str:
        """The address given to litellm."""
        return f"http://{LOOPBACK}:{self.port}{self.base_path}"


@dataclass(frozen=True, slots=True)
class Served:
    """A model that a service offers; `remote` if the service says that it runs elsewhere."""

    name: str
    remote: bool = False


SERVICES = (
    LocalService(
        "ollama", "Ollama", "ollama_chat", 11434, "", "/api/tags", "models", "name", 8_192
    ),
    LocalService(
        "lmstudio", "LM Studio", "lm_studio", 1234, "/v1", "/v1/models", "data", "id", 8_192
    ),
)


def named(name: str) -> LocalService | None:
    """Return the service of this name (or of this litellm prefix)."""
    return next((s for s in SERVICES if name in (s.name, s.litellm_prefix)), None)


def runs_elsewhere(model: str) -> bool:
    """Whether a local service only passes this model's questions on to its own servers."""
    tag = model.rpartition(":")[2]
    return tag == "cloud" or tag.endswith("-cloud")


def served(service: LocalService, seconds: float = PROBE_SECONDS) -> tuple[Served, ...]:
    """Return the chat models a service offers now; nothing if it does not run."""
    connection = http.client.HTTPConnection(LOOPBACK, service.port, timeout=seconds)
    try:
        connection.request("GET", service.list_path)
        response = connection.getresponse()
        listed = json.loads(response.read(_MAX_BYTES)) if response.status == 200 else {}
        return tuple(_entries(service, listed))
    except (OSError, http.client.HTTPException, ValueError, TypeError, AttributeError):
        return ()
    finally:
        connection.close()


def _entries(service: LocalService, listed: Any) -> list[Served]:  # noqa: ANN401  (outside JSON)
    found = []
    for entry in listed.get(service.list_field) or ():
        name = entry.get(service.name_field)
        if isinstance(name, str) and name and "embed" not in name.lower():
            found.append(Served(name, remote=bool(entry.get("remote_host"))))
    return found
