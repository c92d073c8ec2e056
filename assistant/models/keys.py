"""Keys of providers: from the environment, else from the system's keyring; never from a file."""

from __future__ import annotations

import os
from typing import Any

from assistant.types import Private

SERVICE = "hygie"
OWN_SERVER, TEAM = "own", "team"
_SPECIAL = {
    "gemini": ("GEMINI_API_KEY", "GOOGLE_API_KEY"),
    "cohere": ("COHERE_API_KEY", "CO_API_KEY"),
    "huggingface": ("HF_TOKEN", "HUGGINGFACE_API_KEY"),
    "together_ai": ("TOGETHERAI_API_KEY", "TOGETHER_API_KEY"),
    "fireworks_ai": ("FIREWORKS_API_KEY", "FIREWORKS_AI_API_KEY"),
    TEAM: ("HYGIE_TEAM_KEY",),
    "perplexity": ("PERPLEXITYAI_API_KEY", "PERPLEXITY_API_KEY"),
}
_NO_KEY = "none"
# A plaintext backend would leave keys readable in the home folder, a null one loses them.
_UNTRUSTED = ("keyrings.alt", "keyring.backends.null", "keyring.backends.fail")


def key_variables(provider: str) -> tuple[str, ...]:
    """Return the environment variables that may hold a provider's key, the usual one first."""
    return _SPECIAL.get(provider) or (f"{provider.upper().replace('-', '_')}_API_KEY",)


def provider_key(provider: str) -> Private[str] | None:
    """Return a provider's key, or None if there is none (a failing keyring counts as none)."""
    for name in key_variables(provider):
        if value := os.environ.get(name, "").strip():
            return Private(value)
    return _from_keyring(provider)


def card_key(provider: str, key_env: str | None) -> Private[str] | None:
    """Return the key for a model; a server of one's own never gets the key of a provider.

    Without a key of its own such a server gets a word that is none: left out, litellm would look for
    the provider's key in the environment.
    """
    if key_env and (value := os.environ.get(key_env, "").strip()):
        return Private(value)
    if provider == OWN_SERVER:
        return Private(_NO_KEY)
    if provider == TEAM:
        return provider_key(TEAM) or Private(_NO_KEY)
    return provider_key(provider) if key_env else None


def _from_keyring(provider: str) -> Private[str] | None:
    for backend in trusted_keyrings():
        try:
            if value := backend.get_password(SERVICE, provider):
                return Private(str(value))
        except Exception:  # noqa: BLE001, S112  (whatever a backend raises means "no key here")
            continue
    return None


def trusted_keyrings() -> list[Any]:
    """Return the keyrings that keep a secret: neither plain text, nor one that forgets or fails."""
    try:
        import keyring

        chosen = keyring.get_keyring()
        return [b for b in getattr(chosen, "backends", [chosen]) if _trusted(b)]
    except Exception:  # noqa: BLE001  (a broken keyring is no keyring)
        return []


def _trusted(backend: object) -> bool:
    return not type(backend).__module__.startswith(_UNTRUSTED)
