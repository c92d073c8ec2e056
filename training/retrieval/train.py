"""Trains the upper layers; see `python -m training.retrieval --help`.

In one step a few articles stand side by side, six in ten times alike ones; every question is to find its
passage among them, by its pieces, by its vector, and by both with the words. A question that even the model
at the start finds among the first few passages of all is held against all in the step; the others, which
mean little without their article, against those of their article alone.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from training.retrieval.lower import Padded, Text, padded
from training.retrieval.network import Upper

_WARM, _LEAST, _FUSION_RATE = 0.1, 0.05, 0.05
_ALIKE = 0.6
_PIECES, _WHOLE = 0.03, 0.02
"""Temperatures; e5 itself was trained at 0.01."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that makes two runs differ."""

    first: int = 6
    """The first layer that learns, of twelve."""
    epochs: float = 5.0
    batch: int = 40
    """Passages a step, with all their questions."""
    rate: float = 5e-4
    drop: float = 0.1
    clear: int = 3
    """A question is held against all passages if its own is among so many first ones at the start."""
    near: float = 2.0
    """How much the vectors are held to what they were."""
    close: int = 1
    """How many questions close to its words each passage is given besides (training/retrieval/close.py)."""
    english: int = 300
    """How many English passages stand among the others."""
    close_english: int = 3
    """How many such questions each of them is given; it has no others."""
    kept: float = 0.5
    """The part of each move that is kept in the end."""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Data:
    """Passages by article, and questions with the number of the passage that answers each."""

    passages: list[Text]
    articles: NDArray[np.int64]
    questions: list[Text]
    right: NDArray[np.int64]
    words: NDArray[np.float32]
    clear: NDArray[np.bool_]
    vectors: NDArray[np.float32]
    """Of the passages, at the start."""
    asked: NDArray[np.float32]
    """Of the questions, at the start."""


def train(model: Upper, data: Data, recipe: Recipe) -> None:
    """Train `model` in place, with a line every ten steps."""
    draw = Random(recipe.seed)
    torch.manual_seed(recipe.seed)
    fusion = torch.nn.Parameter(torch.tensor([20.0, 10.0, 6.0]))
    groups = [{"params": list(model.parameters())}, {"params": [fusion]}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.0)
    total = int(len(data.passages) / recipe.batch * recipe.epochs) + 1
    began, step, losses = time.process_time(), 0, []
    while step < total:
        for chosen in _batches(data, recipe.batch, draw):
            if step == total:
                break
            part = min(1.0, (step + 1) / (_WARM * total)) * max(_LEAST, 1 - step / total)
            for group, rate in zip(
                optimizer.param_groups, (recipe.rate, _FUSION_RATE), strict=True
            ):
                group["lr"] = rate * part
            loss = _loss(model, data, chosen, fusion, recipe)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            losses.append(loss.item())
            if step % 10 == 0:
                spent = time.process_time() - began
                print(f"step {step}/{total} loss {np.mean(losses[-10:]):.3f} {spent:.0f} CPU-s")
    with torch.no_grad():
        for moved in model.parameters():
            moved *= recipe.kept


def _batches(data: Data, size: int, draw: Random) -> Iterator[list[int]]:
    """Yield whole articles in fresh order."""
    of = {a: np.flatnonzero(data.articles == a).tolist() for a in set(data.articles.tolist())}
    middle = {article: data.vectors[rows].mean(0) for article, rows in of.items()}
    left = sorted(of)
    draw.shuffle(left)
    while left:
        seed = left.pop()
        if draw.random() < _ALIKE:
            left.sort(key=lambda other: float(middle[other] @ middle[seed]))
        chosen = list(of[seed])
        while left and len(chosen) < size:
            chosen += of[left.pop()]
        draw.shuffle(left)
        yield chosen


def _loss(
    model: Upper, data: Data, chosen: Sequence[int], fusion: Tensor, recipe: Recipe
) -> Tensor:
    asked = np.flatnonzero(np.isin(data.right, chosen))
    there = padded([data.passages[n] for n in chosen])
    questions = padded([data.questions[n] for n in asked])
    model.train()
    with torch.autocast("cpu", torch.bfloat16):
        vectors, pieces = model(there.states, there.lengths, recipe.drop)
        whole, parts = model(questions.states, questions.lengths, recipe.drop)
        near = closeness(model, questions, parts, there, pieces)
    cosine = whole @ vectors.T
    place = {number: column for column, number in enumerate(chosen)}
    right = torch.tensor([place[n] for n in data.right[asked].tolist()])
    words = torch.from_numpy(data.words[np.ix_(asked, chosen)])
    same = data.articles[chosen][None] == data.articles[data.right[asked]][:, None]
    allowed = torch.from_numpy(same | data.clear[asked][:, None])
    joined = fusion[0] * near + fusion[1] * cosine + fusion[2] * words
    loss = torch.zeros(())
    for scores, weight in ((near / _PIECES, 1.0), (cosine / _WHOLE, 0.5), (joined, 0.5)):
        held = scores.masked_fill(~allowed, -1e4)
        loss = loss + weight * functional.cross_entropy(held, right)
    moved = _moved(vectors, data.vectors[chosen]) + _moved(whole, data.asked[asked])
    return loss + recipe.near * moved


def closeness(
    model: Upper, questions: Padded, parts: Tensor, there: Padded, pieces: Tensor
) -> Tensor:
    """Return (questions, passages): each piece asked counts by the nearest piece of the passage."""
    weights = questions.rarity * torch.exp((parts @ model.telling).float()) * questions.counts
    weights = weights / weights.sum(1, keepdim=True)
    flat = parts[questions.counts]
    near = (flat @ pieces.flatten(0, 1).T).float().view(len(flat), len(pieces), -1)
    best = near.masked_fill(~there.counts[None], -2).amax(-1)
    rows = torch.repeat_interleave(torch.arange(len(parts)), questions.counts.sum(1))
    sums = torch.zeros(len(parts), len(pieces))
    return sums.index_add(0, rows, best * weights[questions.counts][:, None])


def _moved(now: Tensor, before: NDArray[np.float32]) -> Tensor:
    return (1 - (now * torch.from_numpy(before)).sum(1)).mean()
