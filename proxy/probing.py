"""`python -m proxy.probing [proxy.yaml]`: whether the proxy of this container answers, with or without TLS."""

from __future__ import annotations

import http.client
import ssl
import sys
from pathlib import Path

from assistant.errors import ConfigError
from proxy import settings
from proxy.settings import Listen

_SECONDS = 5.0


def answers(listen: Listen) -> bool:
    """Whether something that speaks as the proxy would listens here; nothing secret is sent."""
    connection = _connection(listen)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except (ConnectionRefusedError, TimeoutError):
        return False
    except (OSError, http.client.HTTPException):
        # Asked for a client's certificate, which only clients have, it hangs up: it is alive.
        return listen.client_ca is not None
    finally:
        connection.close()


def _connection(listen: Listen) -> http.client.HTTPConnection:
    if not listen.certificate:
        return http.client.HTTPConnection(listen.host, listen.port, timeout=_SECONDS)
    # The certificate names the service, not this address of the loopback.
    context = ssl._create_unverified_context()  # noqa: S323
    return http.client.HTTPSConnection(listen.host, listen.port, timeout=_SECONDS, context=context)


def main(arguments: list[str]) -> int:
    """Return 0 if it answers, else 1; without a file it is looked for on port 4180."""
    try:
        read = settings.read(Path(arguments[0])) if arguments else settings.ProxySettings()
    except ConfigError:
        return 1
    # The image is started with this host and port, whatever the file says.
    listen = read.listen.model_copy(update={"host": "127.0.0.1", "port": 4180})
    return 0 if answers(listen) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
