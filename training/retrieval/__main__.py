"""`python -m training.retrieval`: teach the encoder with the pairs written for it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from assistant.types import Language
from knowledge.embedding import taught
from knowledge.embedding.weights import installed
from training.retrieval import judge
from training.retrieval.close import close, english
from training.retrieval.lower import Lower
from training.retrieval.network import Upper
from training.retrieval.pairs import FOLDER, Passage, passages
from training.retrieval.release import release
from training.retrieval.train import Data, Recipe, train
from training.retrieval.wording import by_words


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.retrieval", description=__doc__)
    parser.add_argument("--pairs", type=Path, default=FOLDER)
    parser.add_argument(
        "--out", type=Path, default=taught.FOLDER, help="the knowledge base's, unless told"
    )
    parser.add_argument("--recipe", default="{}", help="what differs from Recipe, as JSON")
    options = parser.parse_args()
    torch.set_num_threads(1)
    recipe = replace(Recipe(), **json.loads(options.recipe))
    model = Upper(installed(), recipe.first)
    learnt, apart = _data(model, passages(options.pairs), recipe)
    if len(apart.questions):
        _say("start", model, apart)
    train(model, learnt, recipe)
    if len(apart.questions):
        _say("end", model, apart)
    release(model, recipe, options.pairs, options.out)
    return 0


def _data(model: Upper, written: Sequence[Passage], recipe: Recipe) -> tuple[Data, Data]:
    """Return what is learnt from, and what is kept apart; numbers in both are of their own passages."""
    lower = Lower(recipe.first)
    titles = sorted({passage.title for passage in (*written, *english(recipe.english))})
    parts = []
    for apart in (False, True):
        own = [passage for passage in written if passage.apart == apart]
        asked = [(question, n) for n, passage in enumerate(own) for question in passage.questions]
        if not apart:
            own, more = _widened(own, recipe)
            asked += more
        texts = [lower.passage(passage.text) for passage in own]
        questions = [lower.question(question) for question, _n in asked]
        right = np.array([n for _question, n in asked])
        words = by_words([question for question, _n in asked], [each.text for each in own])
        start = judge.found(model, texts, questions)
        clear = _clear(judge.joined(start.pieces, start.whole, words), right, recipe.clear)
        articles = np.array([titles.index(passage.title) for passage in own])
        parts.append(
            Data(texts, articles, questions, right, words, clear, start.passages, start.questions)
        )
    print(f"{len(parts[0].passages)} passages, {int(parts[0].clear.sum())} questions clear")
    return parts[0], parts[1]


def _widened(own: list[Passage], recipe: Recipe) -> tuple[list[Passage], list[tuple[str, int]]]:
    """Return the passages with English ones behind them, and questions made from all of them."""
    foreign = english(recipe.english)
    made = close(own, recipe.close, Language.FR)
    made += close(foreign, recipe.close_english, Language.EN)
    asked = [(question, n) for n, questions in enumerate(made) for question in questions]
    return [*own, *foreign], asked


def _clear(scores: judge.Scores, right: NDArray[np.int64], first: int) -> NDArray[np.bool_]:
    own = np.take_along_axis(scores, right[:, None], 1)
    clear: NDArray[np.bool_] = (scores > own).sum(1) < first
    return clear


def _say(when: str, model: Upper, apart: Data) -> None:
    """Print nDCG@10 on the questions kept apart, among the passages kept apart."""
    now = judge.found(model, apart.passages, apart.questions)
    every = judge.joined(now.pieces, now.whole, apart.words)
    kinds = {"words": apart.words, "vectors": now.whole, "pieces": now.pieces, "joined": every}
    figures = (f"{n} {judge.gains(scores, apart.right).mean():.3f}" for n, scores in kinds.items())
    print(when, *figures)


if __name__ == "__main__":
    sys.exit(main())
