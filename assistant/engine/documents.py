"""Documents as the engine reads them for screens; every method is a stream of values."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from assistant import document_wiring
from assistant.folders import named_place
from assistant.gathering import gather
from assistant.types import PartDone


class Documents:
    """Reads what a person hands over: a file, a folder, a mailbox."""

    async def read(self, path: str) -> AsyncIterator[Any]:
        """Read a document."""
        yield await asyncio.to_thread(document_wiring.read_document, named_place(path))

    async def gather(self, path: str) -> AsyncIterator[Any]:
        """Read a file, a folder or a mailbox; yield documents, what cannot be read, and progress."""
        steps = iter(gather(named_place(path)))
        while (step := await asyncio.to_thread(next, steps, None)) is not None:
            found, done, total = step
            yield found
            yield PartDone(done, total)
