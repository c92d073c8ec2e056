"""A child that writes until it is killed, and says what was acknowledged: python -m … FOLDER SEED."""

import sys
import time
from itertools import count
from pathlib import Path

from assistant.store.database_adapter import Database
from assistant.store.schema import STEPS
from assistant.store.store import FILE, Store
from assistant.types import Private
from tests.killing import READY
from tests.store.made import KEY, turn

PLANTED = "Vasseur-Lemoine"


def main(folder: Path, seed: str) -> None:
    import sqlcipher3  # noqa: F401  (imports are no part of the work)

    print(READY, flush=True)
    if not (folder / FILE).exists():  # an old store: the next lines take it through every step
        Database(folder / FILE, KEY, STEPS[:1]).close()
    store = Store(folder, KEY)
    for number in count():
        name = f"{seed}n{number}"
        with store.database.transaction():
            said = turn(f"Dossier {PLANTED} {name}", "mot " * 400, at=time.time())
            store.conversations.add(name, said)
            rows = {f"{n} {{{{PERSON_{n}}}}}": Private(f"{PLANTED} {n}") for n in range(5)}
            store.vaults.save(store.conversations.identity(name), rows)
        print(name, flush=True)
        if number % 5 == 4:
            store.conversations.forget([f"{seed}n{number - 4}"])
            print(f"-{seed}n{number - 4}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
