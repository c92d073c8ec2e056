"""`hygie mcp`: tools and prompts for another assistant, over standard input and output or HTTP."""

from __future__ import annotations

import argparse
import os
import secrets

from assistant.cli.listening import listening
from assistant.cli.output import note
from assistant.config import Layered
from assistant.errors import Exit, UserError
from assistant.folders import named_place
from assistant.i18n import gettext as _
from assistant.mcp import server_adapter
from assistant.mcp.toolbox import Toolbox
from assistant.types import Destination

_SHORTEST = 16


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Serve until the client hangs up, or until interrupted."""
    folder = named_place(options.restored).absolute() if options.restored else None
    toolbox = Toolbox(layered.settings, Destination(options.to), folder)
    if options.http is None:
        server_adapter.run_stdio(toolbox)
        return Exit.OK
    token = _token()
    with listening(options.http) as place:
        port = place.getsockname()[1]
        note(_("serving at {address}").format(address=f"http://127.0.0.1:{port}/mcp"))
        server_adapter.run_http(toolbox, token, place)
    return Exit.OK


def _token() -> str:
    """The token of HYGIE_MCP_TOKEN, else a fresh one, shown once."""
    given = os.environ.get("HYGIE_MCP_TOKEN")
    if given is None:
        token = secrets.token_urlsafe(32)
        note(_("token for the client, good until this stops: {token}").format(token=token))
        return token
    if len(given) < _SHORTEST or not given.isascii():
        raise UserError(
            _("HYGIE_MCP_TOKEN has at least {n} plain characters.").format(n=_SHORTEST),
            _("Nothing is served."),
            _("Unset it to have one made."),
        )
    return given
