"""Asks registries whether they know an identifier: the handle API of doi.org, and HEAD of an address.

Nothing but the identifier is sent: no cookie, no referrer, no name of the machine. A host that
resolves to an address inside this network is refused, also when another site redirects to it.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit

if TYPE_CHECKING:
    import aiohttp

_SECONDS = 10.0  # for one look-up, everything included
_MOST = 65_536  # bytes read of a reply
_HOPS = 3
_HEADERS = {"User-Agent": "hygie", "Accept": "*/*"}
_KNOWN, _NO_HANDLE = 1, 100  # response codes of the handle system's API
_GONE = (404, 410)


class Told(StrEnum):
    """What a registry tells of an identifier."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    UNREACHED = "unreached"


class Refused(OSError):
    """A host or redirect that is not of the public web."""


def outside(address: str) -> bool:
    """Whether an IP address is of the public internet, not of this machine or network."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address) and (inner := found.ipv4_mapped or found.sixtofour):
        found = inner
    return found.is_global and not found.is_multicast


@dataclass(frozen=True, slots=True)
class Registry:
    """Where and how look-ups are made; `is_allowed` judges addresses, `is_public` whole URLs."""

    is_public: Callable[[str], bool]
    doi: str = "https://doi.org"
    is_allowed: Callable[[str], bool] = outside

    async def told(self, name: str, number: str) -> Told:
        """Return what is told of a DOI or a URL; never raises for a network's faults."""
        import aiohttp

        try:
            async with asyncio.timeout(_SECONDS), self._session() as session:
                if name == "DOI":
                    return await self._handle(session, number)
                return await self._head(session, number.partition("#")[0])
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return Told.UNREACHED

    def _session(self) -> aiohttp.ClientSession:
        import aiohttp
        import certifi

        connector = aiohttp.TCPConnector(
            resolver=_PublicResolver(self.is_allowed),
            ssl=ssl.create_default_context(cafile=certifi.where()),
            force_close=True,
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            headers=_HEADERS,
            skip_auto_headers=("Accept-Encoding",),
        )

    async def _handle(self, session: aiohttp.ClientSession, doi: str) -> Told:
        from yarl import URL

        address = URL(f"{self.doi}/api/handles/{quote(doi, safe='/')}", encoded=True)
        async with session.get(address, allow_redirects=False) as reply:
            body = await reply.content.read(_MOST)
            code = json.loads(body).get("responseCode") if reply.status in (200, 404) else None
        told: dict[object, Told] = {_KNOWN: Told.KNOWN, _NO_HANDLE: Told.UNKNOWN}
        return told.get(code, Told.UNREACHED)

    async def _head(self, session: aiohttp.ClientSession, url: str) -> Told:
        for _hop in range(_HOPS + 1):
            if not self.is_public(url):
                raise Refused
            async with session.head(url, allow_redirects=False) as reply:
                status, target = reply.status, reply.headers.get("Location", "")
            if 300 <= status < 400 and target:
                url = urljoin(url, target)
                continue
            if status in _GONE:
                return Told.UNKNOWN
            return Told.KNOWN if 200 <= status < 300 else Told.UNREACHED
        return Told.UNREACHED

    def host(self, name: str, number: str) -> str:
        """Return whom a look-up asks."""
        return urlsplit(self.doi if name == "DOI" else number).netloc


class _PublicResolver:
    """Gives public addresses only: one name may have a private one besides."""

    def __init__(self, is_allowed: Callable[[str], bool]) -> None:
        import aiohttp

        self._is_allowed, self._inner = is_allowed, aiohttp.ThreadedResolver()

    async def resolve(self, host: str, port: int = 0, family: Any = 0) -> Any:  # noqa: ANN401
        """Return the addresses of a host; raises Refused when one is not public."""
        found = await self._inner.resolve(host, port, family)
        if not found or not all(self._is_allowed(one["host"]) for one in found):
            raise Refused
        return found

    async def close(self) -> None:
        """Let go of the resolver inside."""
        await self._inner.close()
