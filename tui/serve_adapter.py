"""`hygie serve`: the same screens in a browser of this machine, through textual-serve's protocol.

The page is our own and asks nothing of the outside; the server listens on the loopback alone, and
every address of it begins with a secret that is made anew at each start.
"""

from __future__ import annotations

import os
import secrets
import shlex
from html import escape
from pathlib import Path
from typing import Any

from assistant import config
from assistant.child import command
from assistant.config import Layered
from assistant.i18n import gettext as _
from assistant.i18n import language

_HOST = "127.0.0.1"
_PAGE = Path(__file__).parent / "web" / "page.html"
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
    " font-src 'self'; img-src 'self' data:; connect-src 'self' ws://{host}"
)


def run(layered: Layered, port: int = 0) -> int:
    """Serve until interrupted; return the exit code."""
    import asyncio
    from contextlib import suppress

    # Each session is a process of its own, which reads the settings anew.
    for key, value in config.flags(layered).items():
        os.environ[f"HYGIE_{key.upper()}"] = value
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(layered, port))
    return 0


async def _serve(layered: Layered, port: int) -> None:
    import asyncio
    import socket

    from aiohttp import web

    listening = socket.create_server((_HOST, port))
    chosen = listening.getsockname()[1]
    token = secrets.token_urlsafe(24)
    runner = web.AppRunner(application(token, chosen), access_log=None)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    address = f"http://{_HOST}:{chosen}/{token}/"
    print(_("hygie in the browser: {address}").format(address=address), flush=True)  # noqa: T201
    print(_("Ctrl-C ends it. The address is a key: give it to nobody."), flush=True)  # noqa: T201
    try:
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def application(token: str, port: int) -> Any:  # noqa: ANN401  (aiohttp's types are not followed)
    """Return the web application behind a secret path; other paths and hosts get nothing."""
    from aiohttp import web
    from textual_serve.server import Server

    hosts = {f"{_HOST}:{port}", f"localhost:{port}"}
    served = Server(shlex.join(command("tui.served")), _HOST, port, "hygie")

    @web.middleware  # type: ignore[untyped-decorator]
    async def guarded(request: Any, handler: Any) -> Any:  # noqa: ANN401
        # A page elsewhere may make this browser ask: neither by another name nor from another origin.
        origin = request.headers.get("Origin")
        if request.host not in hosts or (origin and origin.removeprefix("http://") not in hosts):
            raise web.HTTPForbidden
        response = await handler(request)
        if not response.prepared:
            response.headers["Content-Security-Policy"] = _POLICY.format(host=request.host)
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["Cache-Control"] = "no-store"
        return response

    async def page(request: Any) -> Any:  # noqa: ANN401
        return web.Response(text=_page(f"ws://{request.host}/{token}/ws"), content_type="text/html")

    app = web.Application(middlewares=[guarded])
    app.add_routes(
        [
            web.get(f"/{token}/", page),
            web.get(f"/{token}/ws", served.handle_websocket),
            web.get(f"/{token}/download/{{key}}", served.handle_download),
            web.static(f"/{token}/static", served.statics_path),
        ]
    )
    return app


def _page(socket: str) -> str:
    words = {
        "{{language}}": language().value,
        "{{socket}}": socket,
        "{{starting}}": _("hygie starts…"),
        "{{ended}}": _("hygie has ended. Reload the page to start it again."),
    }
    text = _PAGE.read_text(encoding="utf-8")
    for name, value in words.items():
        text = text.replace(name, escape(value))
    return text
