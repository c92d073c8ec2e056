"""Trains the tagger; see `python -m training --help`."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import torch
from tokenizers import Tokenizer
from torch import Tensor, distributed

from knowledge.embedding.weights import Weights
from training import lists, marked, sources
from training.encoder import Tagger, started
from training.examples import SKIPPED, Example, Sets, batches, examples, padded
from training.labels import LABELS
from training.narrowing import narrowed
from training.pieces import Trimmed, trimmed
from training.recipe import Recipe
from training.varied import varied

_WARM = 0.05


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are: labelled data, unpacked manuals, what is kept between runs, and the run."""

    data: Path
    manuals: Path
    cache: Path
    out: Path


def vocabulary(weights: Weights, data: Path, pieces: int) -> Trimmed:
    """Trim the vocabulary to the texts and names of both languages."""
    return trimmed(weights.vocabulary, _shown(data), lists.general_words(), pieces)


def _shown(data: Path) -> Iterator[str]:
    for own in sources.labelled(data).values():
        yield from (text.text for text in own)
    for lang in ("fr", "en"):
        yield from (text.text for text in sources.written(lang, 3000, seed=99))
    for name in (*lists.communes(), *lists.first_names_fr().values, *lists.first_names_en().values):
        yield from (name, name.upper(), name.lower())


def gathered(places: Places) -> dict[str, list[sources.Labelled]]:
    """Return all real texts by source; their hints are computed once."""
    places.cache.mkdir(parents=True, exist_ok=True)
    found = sources.labelled(places.data)
    found["fr_echr_projected"] = sources.with_hints(found["fr_echr_projected"], places.cache)
    for lang in ("fr", "en"):
        found[f"manuals_{lang}"] = sources.manuals(places.manuals, lang, places.cache)
        found[f"texts_{lang}"] = list(marked.written_by_hand(lang))
    return found


class Stream:
    """Batches without end, chunk by chunk: samples of the real sources and fresh written texts."""

    def __init__(
        self,
        real: dict[str, list[sources.Labelled]],
        tokenizer: Tokenizer,
        recipe: Recipe,
        worker: int,
    ) -> None:
        self._real, self._tokenizer, self._recipe, self._worker = real, tokenizer, recipe, worker
        self._organisations = {lang: _organisations(real, lang) for lang in ("fr", "en")}
        self.sets = Sets()
        self.chunks = 0

    def __iter__(self) -> Iterator[list[Example]]:
        while True:
            self.chunks += 1
            seed = self._recipe.seed * 100_000 + self._worker * 10_000 + self.chunks
            yield from batches(self._chunk(seed), self._recipe.batch, Random(seed))

    def _chunk(self, seed: int) -> list[Example]:
        random = Random(seed)
        texts: list[sources.Labelled] = []
        for name, share in self._recipe.shares.items():
            own = self._real[name]
            chosen = random.sample(own, min(len(own), int(len(own) * share)))
            texts += [self._varied(text, random) for text in chosen]
        texts = sources.lowered(texts, self._recipe.lowered, random)
        for lang, count in self._recipe.written.items():
            texts += sources.written(lang, count, seed)
        return list(examples(texts, self._tokenizer, self.sets))

    def _varied(self, text: sources.Labelled, random: Random) -> sources.Labelled:
        if text.hints is not None or not text.spans:
            return text
        return varied(text, self._organisations[text.lang], random)


def _organisations(real: dict[str, list[sources.Labelled]], lang: str) -> list[str]:
    own = (t.text[a:b] for t in real[f"texts_{lang}"] for a, b, kind in t.spans if kind == "ORG")
    return sorted({*lists.words(lang, "orgs"), *own})


def train(
    weights: Weights, places: Places, recipe: Recipe, worker: int = 0, initial: Path | None = None
) -> None:
    """Train as one of `recipe.workers` processes; the first writes weights, tokenizer and log."""
    torch.manual_seed(recipe.seed * 10 + worker)
    torch.set_num_threads(1)
    places.out.mkdir(parents=True, exist_ok=True)
    real = gathered(places)
    model, tokenizer = _started(weights, places, recipe, worker)
    if initial:
        model = narrowed(model, real["en_ewt_dev"], tokenizer, _inner(initial))
        model.load_state_dict(torch.load(initial / "model.pt", weights_only=True), strict=False)
    model = narrowed(model, real["en_ewt_dev"], tokenizer, recipe.inner)
    stream = Stream(real, tokenizer, recipe, worker)
    meeting = f"file://{places.out.resolve() / 'meeting'}"
    distributed.init_process_group(
        "gloo", init_method=meeting, rank=worker, world_size=recipe.workers
    )
    _run(model, stream, recipe, places.out if worker == 0 else None)
    if worker == 0:
        described = {
            **recipe.described(),
            "initial": str(initial or ""),
            "data": sources.hashes(places.data),
        }
        (places.out / "recipe.json").write_text(json.dumps(described, indent=1))


def _inner(run: Path) -> int:
    return int(json.loads((run / "recipe.json").read_text())["inner"])


def _started(
    weights: Weights, places: Places, recipe: Recipe, worker: int
) -> tuple[Tagger, Tokenizer]:
    kept = places.cache / f"pieces-{recipe.pieces}"
    if not (kept / "rows.json").is_file():
        own = vocabulary(weights, places.data, recipe.pieces)
        kept.mkdir(parents=True, exist_ok=True)
        own.tokenizer.save(str(kept / "tokenizer.json"))
        (kept / "rows.json").write_text(json.dumps(own.rows))
    tokenizer = Tokenizer.from_file(str(kept / "tokenizer.json"))
    if worker == 0:
        tokenizer.save(str(places.out / "tokenizer.json"))
    rows = json.loads((kept / "rows.json").read_text())
    return started(weights, rows, len(LABELS), recipe.layers, recipe.exits), tokenizer


def _run(model: Tagger, stream: Stream, recipe: Recipe, out: Path | None) -> None:
    optimizer = torch.optim.AdamW(_groups(model, recipe), weight_decay=0.01, betas=(0.9, 0.98))
    began, chunks, losses = time.time(), 1, 0.0
    done = torch.zeros(1)
    for step, batch in enumerate(stream):
        if step % recipe.sync == 0:
            _averaged(model, recipe.workers)
            done[0] = (
                (time.time() - began) / 60 / recipe.minutes
                if recipe.minutes
                else step / recipe.steps
            )
            distributed.broadcast(done, 0)
            if float(done) >= 1:
                break
        rate = min(1.0, float(done) / _WARM + 0.02) * max(0.02, 1 - float(done))
        for group in optimizer.param_groups:
            group["lr"] = group["full"] * rate
        losses += _step(model, optimizer, batch, stream.sets.table(), recipe)
        if out and step % 50 == 49:
            _log(out, step + 1, losses / 50, began)
            losses = 0.0
        if out and stream.chunks != chunks:
            chunks = stream.chunks
            torch.save(model.state_dict(), out / "model.pt")
    if out:
        _log(out, step, 0.0, began)
        torch.save(model.state_dict(), out / "model.pt")


def _log(out: Path, step: int, loss: float, began: float) -> None:
    row = {"step": step, "loss": round(loss, 4), "minutes": round((time.time() - began) / 60, 1),
           "cpu_minutes": round(time.process_time() / 60, 1)}  # fmt: skip
    with (out / "log.jsonl").open("a") as log:
        print(json.dumps(row), file=log)


def _averaged(model: Tagger, workers: int) -> None:
    for parameter in model.parameters():
        if parameter.requires_grad:
            distributed.all_reduce(parameter.data)
            parameter.data /= workers


def _groups(model: Tagger, recipe: Recipe) -> list[dict[str, object]]:
    heads = {id(p) for p in (*model.heads.parameters(), model.line)}
    trained = [p for p in model.parameters() if p.requires_grad]
    return [
        {"params": [p for p in trained if id(p) not in heads], "full": recipe.rate, "lr": 0.0},
        {"params": [p for p in trained if id(p) in heads], "full": recipe.rate * 8, "lr": 0.0},
    ]


def _step(
    model: Tagger,
    optimizer: torch.optim.Optimizer,
    batch: list[Example],
    table: Tensor,
    recipe: Recipe,
) -> float:
    ids, targets, lengths = padded(batch)
    model.train()
    with torch.autocast("cpu", torch.bfloat16, enabled=recipe.half):
        scores = model(ids, lengths, recipe.drop)
    kept = targets != SKIPPED
    masks = table[targets[kept]]
    loss = sum(
        (_loss(own.float()[kept], masks) for own in scores.values()), torch.tensor(0.0)
    ) / len(scores)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


def _loss(scores: Tensor, masks: Tensor) -> Tensor:
    """Cross entropy of the set of labels each word may have (marginal likelihood)."""
    return (torch.logsumexp(scores, -1) - torch.logsumexp(scores + masks, -1)).mean()
