"""The background process that embeds: `python -m assistant.cli.knowledge_worker`."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing

from assistant.child import command

_POLITE = 10


def start_worker() -> None:
    """Start embedding in a process that outlives this one; a second one finds nothing to do."""
    subprocess.Popen(  # noqa: S603  (our own code)
        command("assistant.cli.knowledge_worker"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def main() -> int:
    """Embed what is pending, politely, then end."""
    from assistant import knowledge_wiring, log

    log.install_crash_hook()
    os.nice(_POLITE)
    with closing(knowledge_wiring.knowledge()) as base:
        base.embed(wait=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
