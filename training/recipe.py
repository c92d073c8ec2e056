"""What a training run is made of."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Recipe:
    """Sizes, amounts and rates; everything that makes two runs differ."""

    layers: int = 5
    inner: int = 512
    """Inner units of a layer, of 1,536: see training/narrowing.py."""
    exits: tuple[int, ...] = (5,)
    """After how many layers a head reads the state: trained together, each is a model of its own."""
    pieces: int = 40_000
    steps: int = 2_000
    minutes: float = 165.0
    """The length of the run on the clock, whatever `steps` says; 0: as many steps."""
    batch: int = 2048
    """Pieces a step and worker."""
    workers: int = 2
    sync: int = 10
    """Workers average their weights after so many steps (local SGD, Stich 2019, arXiv 1805.09767)."""
    rate: float = 2e-4
    drop: float = 0.1
    seed: int = 1
    half: bool = True
    lowered: float = 0.04
    written: dict[str, int] = field(default_factory=lambda: {"fr": 350, "en": 250})
    """Texts of the grammars in a chunk."""
    shares: dict[str, float] = field(
        default_factory=lambda: {
            "en_ewt_dev": 0.5, "en_wnut17_train": 0.17, "fr_echr_projected": 0.15, "fr_europeana_bnf": 0.05,
            "manuals_fr": 0.04, "manuals_en": 0.2, "texts_fr": 0.6, "texts_en": 0.6,
        }
    )  # fmt: skip
    """Share of each source in a chunk."""

    def described(self) -> dict[str, object]:
        return asdict(self)
