"""Syncs and embeds a base until it is killed: run by test_kills."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge.base import KnowledgeBase
from knowledge.embedding.job import EmbeddingJob
from knowledge.embedding.meaning import Meaning, kept


class Quick:
    """Stands for the model, whose speed is not what is tested: a vector by length and first sign."""

    def passages(self, texts: Sequence[str]) -> Sequence[Meaning]:
        units = np.eye(384, dtype=np.float32)
        found = [units[(len(text) * 31 + ord(text[0])) % 384] for text in texts]
        return [Meaning(vector, kept(vector[None])) for vector in found]


if __name__ == "__main__":
    folder, notes = sys.argv[1:]
    while True:
        base = KnowledgeBase(Path(folder))
        base.add([notes])
        os.write(1, b"synced\n")
        EmbeddingJob(base.database, base.folder).run(Quick())
        base._keeper.ready()
        base.close()
        os.write(1, b"done\n")
