"""chromadb as the vector index, embedded: vectors and digests only, no text, no network.

One process owns the directory (the keeper's lock sees to it): two at once corrupt it. chromadb's own
embedding function is never used, for it would download a model; its telemetry is off.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.folders import private_folder
from knowledge.index.protocol import IndexBroken

if TYPE_CHECKING:
    from knowledge.index.protocol import Batch, Vectors

_NAME = "passages"
_IDENTITY = "base"
_BATCH = 1_000


class ChromaIndex:
    """The chroma collection of one base; `identity` tells the base it was made for."""

    def __init__(self, folder: Path, identity: str) -> None:
        """Open or make the directory; raises IndexBroken when it is damaged or another base's."""
        self._folder, self._identity = folder, identity
        self._client: Any = None
        # Counting costs chroma more than a query; we alone change the collection.
        self._count: int | None = None
        self._open()

    def upsert(self, digests: Sequence[bytes], vectors: Vectors) -> None:
        """Put vectors in."""
        self._count = None
        for at in range(0, len(digests), _BATCH):
            names = [digest.hex() for digest in digests[at : at + _BATCH]]
            self._call("upsert", ids=names, embeddings=vectors[at : at + _BATCH])

    def delete(self, digests: Sequence[bytes]) -> None:
        """Take vectors out."""
        self._count = None
        for at in range(0, len(digests), _BATCH):
            self._call("delete", ids=[digest.hex() for digest in digests[at : at + _BATCH]])

    def query(self, vector: Vectors, limit: int) -> dict[bytes, float]:
        """Return the nearest digests with their cosine."""
        limit = min(limit, self.count())
        if limit == 0:
            return {}
        found = self._call(
            "query", query_embeddings=vector[None], n_results=limit, include=["distances"]
        )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return {bytes.fromhex(name): 1.0 - float(distance) for name, distance in pairs}

    def count(self) -> int:
        """Return how many vectors are in."""
        if self._count is None:
            self._count = int(self._call("count"))
        return self._count

    def rebuild(self, batches: Iterator[Batch]) -> None:
        """Start from an empty directory."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._open()
        for digests, vectors in batches:
            self.upsert(digests, vectors)

    def close(self) -> None:
        """Let go of the directory."""
        if self._client is not None:
            client, self._client = self._client, None
            with suppress(Exception):  # a damaged index must not stop anything
                client.close()

    def _open(self) -> None:
        self._count = None
        import chromadb
        from chromadb.config import Settings

        private_folder(self._folder)
        settings = Settings(anonymized_telemetry=False, allow_reset=False)
        try:
            self._client = chromadb.PersistentClient(str(self._folder), settings=settings)
            self._collection = self._client.get_or_create_collection(
                _NAME,
                metadata={_IDENTITY: self._identity},
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine"}},
            )
        except Exception as error:  # noqa: BLE001
            # chroma's errors are many, and come from Rust; each means the same here.
            self.close()
            raise IndexBroken(type(error).__name__) from None
        if (self._collection.metadata or {}).get(_IDENTITY) != self._identity:
            self.close()
            raise IndexBroken("made for another base")

    def _call(self, method: str, **arguments: object) -> Any:  # noqa: ANN401  (chroma's own types)
        try:
            return getattr(self._collection, method)(**arguments)
        except Exception as error:  # noqa: BLE001
            raise IndexBroken(type(error).__name__) from None
