"""`python -m benchmarks.store [SIZES]`: the encrypted store beside plain SQLite, same tables, same queries.

Milliseconds of CPU; « wall » where a wait for the disk counts too. Also: a search of every file written
for planted values, and the throughput of backups.
"""

from __future__ import annotations

import itertools
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlcipher3 import dbapi2

from assistant.backup import repository
from assistant.backup.making import Made, Material, create
from assistant.backup.restoring import rehearse
from assistant.connection import Connection, Failures
from assistant.store import failures
from assistant.store.conversations import Conversations
from assistant.store.database_adapter import SETTINGS, Database, statements, translated
from assistant.store.records import Turn
from assistant.store.schema import STEPS
from assistant.store.searching import search
from assistant.store.store import FILE, Store
from assistant.types import Destination, Private, Task

KEY = Private(bytes(range(32)))
SIZES = (1_000, 10_000, 100_000)
PLANTED = "Vasseur-Lemoine"
_VOCABULARY = 20_000
_SYLLABLES = ("ba", "cé", "dro", "fli", "gâ", "mer", "no", "pré", "qui", "ser", "tion", "vè", "zu")


class Plain(Database):
    """The same repository over SQLite without encryption: the peer."""

    def __init__(self, path: Path) -> None:
        # Without a key this is SQLite as it comes, and of the same version.
        opened = dbapi2.connect(str(path), isolation_level=None)
        Connection.__init__(self, path, opened, Failures(translated, failures.busy))
        self.swept = True
        for setting in SETTINGS:
            self._connection.execute(setting)
        if not self._connection.execute("select 1 from sqlite_master").fetchone():
            for step in STEPS:
                for statement in statements(step):
                    self._connection.execute(statement)


def vocabulary(draw: random.Random) -> list[str]:
    """Words of one to five syllables, as many as a person's mail has."""
    words: set[str] = set()
    while len(words) < _VOCABULARY:
        words.add("".join(draw.choices(_SYLLABLES, k=draw.randint(1, 5))))
    return sorted(words)


def turns(draw: random.Random, words: list[str]) -> Iterator[Turn]:
    """Endless turns, words as frequent as their rank says (Zipf)."""
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))

    def text(count: int) -> Private[str]:
        return Private(" ".join(draw.choices(words, cum_weights=weights, k=count)))

    for number in itertools.count():
        yield Turn(
            0, 1e9 + number, Task.CHAT, Private(f"{PLANTED} {text(20).reveal()}"), text(60), text(60),
            (("user", text(20).reveal()),), (), (), (), "m", Destination.LOCAL, 80, 60, 1.0, True,
        )  # fmt: skip


def fill(database: Database, count: int, draw: random.Random, words: list[str]) -> float:
    """Write so many conversations, a thousand a transaction; return turns a CPU-second."""
    made, repository = turns(draw, words), Conversations(database)
    spent = 0.0
    for start in range(0, count, 1000):
        batch = list(itertools.islice(made, min(1000, count - start)))
        began = time.process_time()
        with database.transaction():
            for number, turn in enumerate(batch, start):
                repository.add(f"{number:08x}", turn)
        spent += time.process_time() - began
    database.run("pragma wal_checkpoint(truncate)")
    return count / spent


def queries(draw: random.Random, words: list[str]) -> list[str]:
    """Common words, rare ones, pairs, beginnings and phrases; half of them without accents."""
    found = [words[draw.randrange(60)] for _ in range(25)] + draw.sample(words, 50)
    found += [f"{words[draw.randrange(300)]} {draw.choice(words)}" for _ in range(50)]
    found += [word[:4] for word in draw.sample(words, 50)]
    found += [f'"{words[draw.randrange(30)]} {words[draw.randrange(30)]}"' for _ in range(25)]
    return [q.translate(str.maketrans("éèâ", "eea")) if n % 2 else q for n, q in enumerate(found)]


def timed(work: Callable[[], object], clock: Callable[[], float]) -> float:
    """Return milliseconds."""
    began = clock()
    work()
    return 1000 * (clock() - began)


def spread(values: list[float]) -> str:
    """Return the median and the 95th percentile."""
    return f"{statistics.median(values):8.2f}{statistics.quantiles(values, n=20)[-1]:8.2f}"


def measure(title: str, database: Database, count: int) -> None:
    """Fill, write one by one, search; print a line."""
    draw = random.Random(count)
    words = vocabulary(draw)
    draw.shuffle(words)
    rate = fill(database, count, draw, words)
    repository, more = Conversations(database), turns(draw, words)

    def write() -> None:
        with database.transaction():
            repository.add(f"w{draw.getrandbits(40):x}", next(more))

    wall = [timed(write, time.perf_counter) for _ in range(60)]
    asked = queries(draw, words)
    search(database, "chauffe")
    spent = [timed(lambda q=q: search(database, q), time.process_time) for q in asked]  # type: ignore[misc]
    listed = timed(lambda: repository.latest(50), time.process_time)
    size = sum(p.stat().st_size for p in database.path.parent.iterdir()) / 1e6
    print(f"{count:>8} {title:10}{rate:10.0f}{spread(wall)}{spread(spent)}{listed:9.2f}{size:9.1f}",
          flush=True)  # fmt: skip


def opening(folder: Path) -> float:
    """Return CPU milliseconds of a process that opens the store and lists 50, less an empty one."""
    import resource

    def cpu(code: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)

    code = (
        "from pathlib import Path; from assistant.store.store import Store\n"
        "from assistant.types import Private\n"
        f"Store(Path({str(folder)!r}), Private(bytes(range(32)))).conversations.latest(50)"
    )
    return statistics.median(cpu(code) for _ in range(5)) - statistics.median(
        cpu("pass") for _ in range(5)
    )


def saving(folder: Path, size: int) -> None:
    """Print the CPU-seconds and MB/s of a first backup, of one more, and of a rehearsal."""
    roots = {"data": folder / "encrypted", "config": folder / "none"}
    target = repository.make(folder / "stick", Private("quatre mots sans lien"))
    material = Material(roots, Store(folder / "encrypted", KEY), {}, {})
    assert material.store is not None
    for title, act in (
        ("first backup", lambda: create(target, material, 1.0)),
        ("one turn later", lambda: _one_more(material.store) or create(target, material, 2.0)),
        ("rehearsal", lambda: rehearse(target, target.snapshot(), folder / "encrypted")),
    ):  # fmt: skip
        wall, cpu = time.perf_counter(), time.process_time()
        done = act()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        total = target.snapshot().size / 1e6
        new = f", {done.written / 1e6:.1f} MB written" if isinstance(done, Made) else ""
        print(f"{size:>8} {title}: {total:.0f} MB, {cpu:.1f} CPU-s, {total / cpu:.0f} MB/s of CPU,"
              f" {wall:.1f} s{new}", flush=True)  # fmt: skip
    material.store.close()


def _one_more(store: Store) -> None:
    draw = random.Random(1)
    with store.database.transaction():
        store.conversations.add("one-more", next(turns(draw, vocabulary(draw))))


def readable(folder: Path) -> int:
    """Return how many files hold a planted value in clear."""
    return sum(PLANTED.encode() in p.read_bytes() for p in folder.rglob("*") if p.is_file())


def main(argv: list[str] | None = None) -> None:
    """Print a line for each size and system."""
    sizes = [int(size) for size in argv or []] or list(SIZES)
    print(f"{'turns':>8} {'store':10}{'fill/s':>10}{'write ms p50 p95':>16}{'search p50 p95':>16}"
          f"{'list ms':>9}{'MB':>9}")  # fmt: skip
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for title in ("plain", "encrypted"):
                (folder / title).mkdir()
            plain = Plain(folder / "plain" / FILE)
            measure("plain", plain, size)
            plain.close()
            store = Store(folder / "encrypted", KEY)
            measure("encrypted", store.database, size)
            store.close()
            print(f"{'':>8} open and list 50, whole process: {opening(folder / 'encrypted'):.0f} CPU-ms;"
                  f" files with a planted value: plain {readable(folder / 'plain')},"
                  f" encrypted {readable(folder / 'encrypted')}", flush=True)  # fmt: skip
            (folder / "none").mkdir()
            saving(folder, size)


if __name__ == "__main__":
    main(sys.argv[1:])
