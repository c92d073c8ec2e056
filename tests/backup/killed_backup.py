"""A child that writes and saves until it is killed: python -m … HOME REPOSITORY."""

import os
import sys
import time
from contextlib import closing
from itertools import count
from pathlib import Path


def main(home: str, repository: str) -> None:
    os.environ["HYGIE_HOME"] = home
    from assistant import backup_wiring, store_wiring
    from assistant.config import Settings
    from assistant.types import Private
    from tests.killing import READY
    from tests.store.made import add, turn

    given = Private("quatre mots sans lien")
    with closing(store_wiring.store(Settings(store_key="file"))) as store:
        print(READY, flush=True)
        for number in count():
            add(store, f"p{os.getpid()}n{number}", turn("Vasseur " * 200))
            done = backup_wiring.made(
                Path(repository), store, lambda: given, lambda: given, time.time()
            )
            print(done.snapshot.number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
