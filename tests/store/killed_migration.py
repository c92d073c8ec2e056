"""A child that brings an old store up to date until it is killed: python -m … FOLDER."""

import sys
from pathlib import Path

from assistant.store.database_adapter import Database
from assistant.store.schema import STEPS
from assistant.store.store import FILE
from tests.killing import READY
from tests.store.made import KEY

SLOW = """
create table moved as select id, question, answer from turns;
update turns set answer = answer || ' ';
update turns set answer = (select answer from moved where moved.id = turns.id);
drop table moved;
"""
"""A step that writes every page of the turns twice, as a step to come may; content as before."""


def main(folder: Path) -> None:
    import sqlcipher3  # noqa: F401  (imports are no part of the work)

    print(READY, flush=True)
    Database(folder / FILE, KEY, (*STEPS, SLOW)).close()
    print("done", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
