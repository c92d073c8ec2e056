"""The background process that embeds: `python -m assistant.cli.knowledge_worker`."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from assistant.child import command

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase

_POLITE = 10


def start_worker(base: KnowledgeBase) -> None:
    """Start embedding in a process that outlives this one, unless another is at it: it sees to all."""
    with base.handing_over() as handle:
        if handle is None:
            return
        subprocess.Popen(  # noqa: S603  (our own code)
            [*command("assistant.cli.knowledge_worker"), str(handle)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=(handle,),
        )


def main(handle: int) -> int:
    """Embed what is pending, politely, then end; the lock of it was taken by whoever started this."""
    from assistant import knowledge_wiring, log

    log.install_crash_hook()
    os.nice(_POLITE)
    with closing(knowledge_wiring.knowledge()) as base:
        base.adopt(handle)
        base.embed(wait=False)
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
