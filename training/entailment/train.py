"""Trains the reader; see `python -m training.entailment --help`."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import torch
from tokenizers import Tokenizer
from torch import Tensor

from knowledge.embedding.weights import Weights
from training import sources
from training.encoder import started
from training.entailment.network import CLASSES, Reader
from training.entailment.pairs import Block, Pair, plain
from training.entailment.varied import varied
from training.narrowing import narrowed

_BEGIN, _END = 0, 1
_LONGEST = 300
_WARM = 0.06


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that makes two runs differ."""

    layers: int = 8
    inner: int = 768
    """Inner units of a layer, of 1,536: see training/narrowing.py."""
    epochs: int = 6
    batch: int = 2048
    """Pieces a step."""
    rate: float = 1e-4
    drop: float = 0.1
    seed: int = 1
    minutes: float = 0.0
    """If not 0, the length of the run on the clock, whatever `epochs` says."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """One pair in piece numbers, where its statement begins, and the labels it may have."""

    ids: list[int]
    turn: int
    allowed: tuple[int, ...]


def numbered(pairs: Sequence[Pair], tokenizer: Tokenizer) -> list[Numbered]:
    """Turn pairs into pieces; a premise that is too long loses its end."""
    premises = tokenizer.encode_batch([pair.premise for pair in pairs], add_special_tokens=False)
    statements = tokenizer.encode_batch(
        [pair.statement for pair in pairs], add_special_tokens=False
    )
    found = []
    for pair, premise, statement in zip(pairs, premises, statements, strict=True):
        first = [_BEGIN, *premise.ids[:_LONGEST], _END, _END]
        ids = [*first, *statement.ids[: _LONGEST // 2], _END]
        found.append(Numbered(ids, len(first), pair.allowed))
    return found


def batches(own: list[Numbered], pieces: int, random: Random) -> list[list[Numbered]]:
    """Group pairs of like length, up to `pieces` a batch, in random order."""
    order = sorted(own, key=lambda one: len(one.ids) + random.random() * 24)
    found: list[list[Numbered]] = [[]]
    for one in order:
        if found[-1] and (len(found[-1]) + 1) * len(one.ids) > pieces:
            found.append([])
        found[-1].append(one)
    random.shuffle(found)
    return found


def padded(batch: Sequence[Numbered]) -> tuple[Tensor, Tensor, Tensor]:
    """Return piece numbers, lengths and where statements begin."""
    size = max(len(one.ids) for one in batch)
    ids = torch.ones((len(batch), size), dtype=torch.long)
    for row, one in enumerate(batch):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
    lengths = torch.tensor([len(one.ids) for one in batch])
    return ids, lengths, torch.tensor([one.turn for one in batch])


def _stream(
    own: list[Block], tokenizer: Tokenizer, recipe: Recipe
) -> Iterator[tuple[float, list[Numbered]]]:
    """Yield batches with how far the run is, from 0 to 1."""
    began, epoch = time.time(), 0
    while True:
        random = Random(recipe.seed * 1000 + epoch)
        chunk = batches(numbered(varied(own, random), tokenizer), recipe.batch, random)
        for at, batch in enumerate(chunk):
            clock = (time.time() - began) / 60 / (recipe.minutes or 1)
            done = clock if recipe.minutes else (epoch + at / len(chunk)) / recipe.epochs
            if done >= 1:
                return
            yield done, batch
        epoch += 1


def train(
    weights: Weights,
    kept: Path,
    own: list[Block],
    recipe: Recipe,
    out: Path,
    initial: Path | None = None,
) -> None:
    """Learn from the blocks that are not kept apart; write weights, recipe and log to `out`."""
    torch.manual_seed(recipe.seed)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(kept / "tokenizer.json"))
    rows = json.loads((kept / "rows.json").read_text())
    shown = [sources.Labelled(block.premise, block.lang, "pairs", ()) for block in own]
    body = narrowed(started(weights, rows, 1, recipe.layers, ()), shown, tokenizer, recipe.inner)
    model = Reader(body)
    if initial:
        model.load_state_dict(torch.load(initial / "model.pt", weights_only=True))
    learnt = [block for block in own if not block.apart]
    apart = numbered(list(plain(block for block in own if block.apart)), tokenizer)
    trained = [p for p in model.parameters() if p.requires_grad]
    fresh = {id(p) for p in (*model.joined.parameters(), *model.scores.parameters())}
    groups = [{"params": [p for p in trained if (id(p) in fresh) == new], "full": recipe.rate * (5 if new else 1)}
              for new in (False, True)]  # fmt: skip
    optimizer = torch.optim.AdamW(groups, lr=recipe.rate, weight_decay=0.01, betas=(0.9, 0.98))
    total, began, last = 0.0, time.time(), 0.0
    for step, (done, batch) in enumerate(_stream(learnt, tokenizer, recipe), 1):
        for group in optimizer.param_groups:
            group["lr"] = group["full"] * min(1.0, done / _WARM + 0.02) * max(0.02, 1 - done)
        total += _step(model, optimizer, batch, recipe)
        if step % 50 == 0:
            row = {"step": step, "done": round(done, 3), "loss": round(total / 50, 4),
                   "minutes": round((time.time() - began) / 60, 1)}  # fmt: skip
            if done - last > 0.15:
                row |= {"apart": round(accuracy(model, apart), 4)}
                torch.save(model.state_dict(), out / "model.pt")
                last = done
            total = 0.0
            with (out / "log.jsonl").open("a") as log:
                print(json.dumps(row), file=log)
    torch.save(model.state_dict(), out / "model.pt")
    described = {
        **asdict(recipe),
        "initial": str(initial or ""),
        "blocks": len(learnt),
        "apart": accuracy(model, apart),
    }
    (out / "recipe.json").write_text(json.dumps(described, indent=1))


def _step(
    model: Reader, optimizer: torch.optim.Optimizer, batch: list[Numbered], recipe: Recipe
) -> float:
    model.train()
    with torch.autocast("cpu", torch.bfloat16):
        scores = model(*padded(batch), recipe.drop)
    masks = torch.full((len(batch), CLASSES), -1e4)
    for row, one in enumerate(batch):
        masks[row, list(one.allowed)] = 0.0
    scores = scores.float()
    loss = (torch.logsumexp(scores, -1) - torch.logsumexp(scores + masks, -1)).mean()
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


@torch.no_grad()
def accuracy(model: Reader, own: list[Numbered]) -> float:
    """Return the share of pairs whose likeliest label is theirs."""
    model.eval()
    right = 0
    for at in range(0, len(own), 16):
        batch = own[at : at + 16]
        best = model(*padded(batch)).argmax(-1).tolist()
        right += sum(guess in one.allowed for guess, one in zip(best, batch, strict=True))
    return right / max(1, len(own))
