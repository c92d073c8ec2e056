"""What the proxy does, from `proxy.yaml` or from the command line alone; validated before anything starts."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from assistant import wrong_fields, yaml_reading
from assistant.errors import ConfigError, MissingError
from assistant.i18n import _
from assistant.os_reasons import reason
from assistant.types import Destination
from assistant.yaml_reading import NotYaml


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Upstream(_Part):
    """Where requests go.

    `wire` is what it speaks: openai, anthropic, auto (tried and remembered), or litellm, with `provider`
    (and optionally `url`), for every other provider.
    """

    name: str = Field(default="default", min_length=1, max_length=60)
    url: str = ""
    wire: Literal["auto", "openai", "anthropic", "litellm"] = "auto"
    provider: str = ""
    key_env: str = ""
    destination: Destination = Destination.WORLD
    models: dict[str, str] = Field(
        default_factory=dict,
        description="Names that clients use, to names that the upstream knows.",
    )
    accept: tuple[str, ...] = Field(
        default=("*",), description="Other names let through, with * and ?."
    )
    fallback: str = ""
    connect_seconds: float = Field(default=10, gt=0)
    silent_seconds: float = Field(default=300, gt=0)
    retries: int = Field(default=1, ge=0, le=5)

    @field_validator("url")
    @classmethod
    def _base(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError(_("it must begin with http:// or https://"))
        if url and not _is_base(url):
            raise ValueError(
                _(
                    "it must be a base address with a host, without ? or #; for Azure use wire: litellm"
                )
            )
        url = url.rstrip("/")
        return f"{url}/v1" if url and not urlsplit(url).path else url

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        """An upstream without an address would be found out at the first request only."""
        if self.wire == "litellm" and not self.provider:
            raise ValueError(_("with wire: litellm it needs provider"))
        if self.wire != "litellm" and not self.url:
            raise ValueError(_("it needs url"))
        return self

    def real_name(self, model: str) -> str | None:
        """Return the name that the upstream knows, or None if this upstream does not serve it."""
        if model in self.models:
            return self.models[model]
        return model if any(fnmatchcase(model, pattern) for pattern in self.accept) else None


class Listen(_Part):
    """Where clients connect; with `certificate` and `private_key` over TLS, with `client_ca` mutually."""

    host: str = "127.0.0.1"
    port: int = Field(default=4180, ge=0, le=65535)
    workers: int = Field(default=1, ge=1, le=64)
    certificate: Path | None = None
    private_key: Path | None = None
    client_ca: Path | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """A key or an authority alone would be served without TLS, and nobody would see it."""
        if (self.private_key or self.client_ca) and not self.certificate:
            raise ValueError(_("private_key and client_ca need certificate"))
        return self


class Limits(_Part):
    """What a client may send and how long it may take."""

    body_bytes: int = Field(default=20_000_000, gt=0)
    upload_bytes: int = Field(default=25_000_000, gt=0)
    depth: int = Field(default=64, gt=0)
    receive_seconds: float = Field(default=60, gt=0)
    guard_seconds: float = Field(default=120, gt=0)
    waiting: int = Field(
        default=64, gt=0, description="Requests that may wait for the guard at once."
    )


class Oidc(_Part):
    """People who come with a token of the company's identity provider instead of a key."""

    issuer: str
    audience: str
    keys_file: Path | None = None
    keys_url: str = ""
    models: tuple[str, ...] = ("*",)
    requests_per_minute: int = Field(default=0, ge=0)
    team_claim: str = "groups"

    @field_validator("keys_url")
    @classmethod
    def _safe(cls, url: str) -> str:
        if url and not url.startswith("https://"):
            raise ValueError(_("it must begin with https://"))
        return url

    @model_validator(mode="after")
    def _known(self) -> Self:
        """Without the issuer's keys nobody could come in."""
        if not self.keys_url and self.keys_file is None:
            raise ValueError(_("it needs keys_url or keys_file"))
        return self


class Store(_Part):
    """Where keys, audit and conversations are kept; empty: one SQLite file in hygie's data folder."""

    database: str = Field(default="", description="A path, or postgresql://…")
    memory: str = Field(default="", description="valkey://… or redis://… or unix://… for replicas")
    hours: float = Field(default=24, gt=0, description="How long a conversation is kept.")


class ProxySettings(_Part):
    """The whole of `proxy.yaml`."""

    version: Literal[1] = 1
    listen: Listen = Listen()
    upstreams: tuple[Upstream, ...] = ()
    company: Path | None = None
    policy: Path | None = None
    policy_key: str = Field(
        default="", description="Public key that the policy must be signed with."
    )
    note: bool = True
    replies: Literal["mask", "allow"] = "mask"
    images: Literal["refuse", "allow"] = "refuse"
    store: Store = Store()
    limits: Limits = Limits()
    oidc: Oidc | None = None
    telemetry: str = Field(
        default="",
        description="Base URL of an OTLP/HTTP collector; empty: OTEL_EXPORTER_OTLP_ENDPOINT, or none.",
    )

    @field_validator("upstreams")
    @classmethod
    def _told_apart(cls, upstreams: tuple[Upstream, ...]) -> tuple[Upstream, ...]:
        """A name stands in the audit and in `fallback`: it means one upstream."""
        names = [upstream.name for upstream in upstreams]
        if double := next((name for name in names if names.count(name) > 1), None):
            raise ValueError(
                _("two have the name {name}; give each a name of its own").format(name=double)
            )
        for upstream in upstreams:
            if upstream.fallback and upstream.fallback not in {*names} - {upstream.name}:
                raise ValueError(
                    _("{name} has the fallback {other}, which is no other upstream of this file")
                    .format(name=upstream.name, other=upstream.fallback)
                )  # fmt: skip
        return upstreams

    @field_validator("telemetry")
    @classmethod
    def _collector(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError(_("it must begin with http:// or https://"))
        return url

    def upstream_of(self, model: str) -> Upstream | None:
        """Return the first upstream that serves a model: aliases first, patterns after."""
        for upstream in self.upstreams:
            if model in upstream.models:
                return upstream
        return next((u for u in self.upstreams if u.real_name(model) is not None), None)

    def fallback_of(self, upstream: Upstream, model: str) -> Upstream | None:
        """Return the upstream asked where one does not answer, if it serves the model by its own rules."""
        found = (u for u in self.upstreams if u.name == upstream.fallback)
        return next((u for u in found if u.real_name(model) is not None), None)


def _is_base(url: str) -> bool:
    """Whether a path can be put behind an address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.hostname) and not parts.query and not parts.fragment


def read(path: Path) -> ProxySettings:
    """Read `proxy.yaml`; raises ConfigError with the place and the remedy."""
    settings = parsed(path)
    if not settings.upstreams:
        raise _wrong(path, _("upstreams: name at least one"))
    return settings


def parsed(path: Path) -> ProxySettings:
    """Read settings that need not name an upstream; raises ConfigError."""
    data = _data(path)
    try:
        text = yaml_reading.read(data)
    except NotYaml as error:
        raise _wrong(path, _at(error.line, error.problem), error.remedy) from None
    try:
        return ProxySettings.model_validate(text.content or {})
    except ValidationError as error:
        line = text.line(wrong_fields.first_of(error)[0])
        raise _wrong(path, _at(line, wrong_fields.said(error))) from None


def _at(line: int, problem: str) -> str:
    return _("line {line}, {problem}").format(line=line, problem=problem)


def _data(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise MissingError(
            _("The file of the proxy's settings {path} does not exist.").format(path=path),
            _("The proxy did not start, or keeps the settings it had."),
            _("Correct --config, or begin with deploy/proxy.yaml, an example."),
        ) from None
    except OSError as error:
        raise _wrong(path, reason(error)) from None


def check_keys(settings: ProxySettings) -> None:
    """Look whether each upstream has the key it names; raises MissingError.

    Only who serves needs them: keys and audit are looked at without.
    """
    for upstream in settings.upstreams:
        if upstream.key_env and not os.environ.get(upstream.key_env):
            raise MissingError(
                _("The variable {variable} with the key of the upstream {name} is not set.").format(
                    variable=upstream.key_env, name=upstream.name
                ),
                _("The proxy did not start, or keeps the settings it had."),
                _("Set it, or take the upstream out of the settings, or its key_env."),
            )


def _wrong(path: Path, problem: str, remedy: str = "") -> ConfigError:
    return ConfigError(
        _("The proxy's settings in {name} are wrong: {problem}.").format(
            name=path.name, problem=problem
        ),
        _("The proxy did not start, or keeps the settings it had."),
        remedy or _("Correct the file; deploy/proxy.yaml is an example."),
    )
