"""What is printed when the proxy begins: where to connect, with which key, and where requests go."""

from __future__ import annotations

import sys
from urllib.parse import urlsplit

from assistant.destinations import place
from assistant.i18n import _
from proxy.settings import Listen, ProxySettings, Upstream

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def announce(settings: ProxySettings, port: int, new_key: str) -> None:
    """Print addresses, upstreams, and the key if one was made for this start."""
    url = _address(settings.listen, port)
    _say(_("Base URL for OpenAI clients:    {url}/v1").format(url=url))
    _say(_("Base URL for Anthropic clients: {url}").format(url=url))
    for upstream in settings.upstreams:
        _say(described(upstream))
    if new_key:
        _say(_("Key: {key}").format(key=new_key))
    if not settings.listen.certificate and not is_alone(settings.listen):
        _warn(
            _(
                "hygie: this address is open to the network without TLS; set certificate and private_key"
            )
        )


def is_alone(listen: Listen) -> bool:
    """Whether only this machine can reach the proxy."""
    return listen.host in _LOOPBACK


def warn_of_weak(name: str) -> None:
    """Print that a key could be guessed; `name` is the option or variable that it was given in."""
    _warn(
        _(
            "hygie: the key of {name} could be guessed by any program of this machine; this draws a better one:"
            " openssl rand -hex 24"
        ).format(name=name)
    )


def described(upstream: Upstream) -> str:
    """Return an upstream in one line: name, address or model, and what the policy takes its place to be."""
    return _("Requests go to {name}: {where}, {place}").format(
        name=upstream.name, where=_where(upstream), place=place(upstream.destination)
    )


def _where(upstream: Upstream) -> str:
    from assistant.models.custom_llm_adapter import PROVIDER

    if upstream.url:
        parts = urlsplit(upstream.url)
        # A name and password in an address are nobody's to read here.
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
    if upstream.provider == PROVIDER:
        models = ", ".join(dict.fromkeys(upstream.models.values()))
        return _("the embedded model {name}").format(name=models)
    return _("{provider} through litellm").format(provider=upstream.provider)


def _address(listen: Listen, port: int) -> str:
    scheme = "https" if listen.certificate else "http"
    host = listen.host if ":" not in listen.host else f"[{listen.host}]"
    return f"{scheme}://{host}:{port}"


def warn_of_no_key() -> None:
    """Print that no client can come in yet."""
    _warn(
        _("hygie: there is no key yet, so that nobody can ask; make one: hygie proxy keys add NAME")
    )


def _warn(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201
