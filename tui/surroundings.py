"""What goes on around the screen: the network, and the hour."""

from __future__ import annotations

import socket
from contextlib import closing

from assistant.config import Settings
from assistant.errors import HygieError
from tui.engine import Engine

_NOWHERE = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
"""Addresses that documents are written with (RFC 5737, RFC 3849): nobody has them."""


def offline() -> bool:
    """Whether there is no way out of this machine; nothing is sent to find out."""
    return not any(_way(family, address) for family, address in _NOWHERE)


def _way(family: int, address: str) -> bool:
    try:
        with closing(socket.socket(family, socket.SOCK_DGRAM)) as way:
            way.connect((address, 9))  # a datagram socket only looks the way up
    except OSError:
        return False
    return True


async def reminder(settings: Settings, engine: Engine) -> str:
    """Return a line about rest, empty for those who did not choose to be told."""
    if "none" == settings.quiet_hours == settings.pause_after or not engine.running:
        return ""
    try:
        return str(await engine.one("reminder") or "")
    except HygieError:
        return ""  # a locked history knows no hours
