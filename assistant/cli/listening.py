"""A port of this machine to serve on, or why it cannot be had."""

from __future__ import annotations

from contextlib import suppress
from socket import create_server, socket

from assistant.errors import UserError
from assistant.i18n import gettext as _

_HIGHEST = 65_535


def listening(port: int) -> socket:
    """Return a socket that listens on a port of loopback, 0 for a free one; raises UserError."""
    if 0 <= port <= _HIGHEST:
        with suppress(OSError):
            return create_server(("127.0.0.1", port))
    raise UserError(
        _("Port {port} cannot be used: it is taken, not allowed, or none.").format(port=port),
        _("Nothing is served."),
        _("Choose another; 0 takes a free one."),
    )
