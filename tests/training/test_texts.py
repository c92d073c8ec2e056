"""The texts and pairs written for the models can be read, and say what they are meant to say."""

from __future__ import annotations

from collections import Counter

import pytest

from training.entailment import pairs
from training.marked import marked, written_by_hand
from training.retrieval.pairs import parsed, passages


def test_marks_are_taken_out_and_kept_as_spans() -> None:
    text = marked("Me [P Ana Cruz], [L 4 rue Basse], pour la\n[O CAF du\nRhône]", "fr")
    assert text.text == "Me Ana Cruz, 4 rue Basse, pour la\nCAF du\nRhône"
    found = [(text.text[start:end], kind) for start, end, kind in text.spans]
    assert found == [("Ana Cruz", "PERSON"), ("4 rue Basse", "ADDRESS"), ("CAF du\nRhône", "ORG")]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_mark_is_left_in_a_text(lang: str) -> None:
    texts = list(written_by_hand(lang))
    assert [text.text for text in texts if "[" in text.text or "]" in text.text] == []
    kinds = Counter(kind for text in texts for _start, _end, kind in text.spans)
    assert min(kinds["PERSON"], kinds["ORG"], kinds["LOCATION"]) > 500


def test_every_premise_is_supported_denied_and_left_open() -> None:
    for block in pairs.blocks():
        assert {label for _statement, label in block.statements} == {0, 1, 2}, block.premise


def test_a_block_with_a_strange_line_is_refused() -> None:
    with pytest.raises(ValueError, match="no line of a block"):
        list(pairs.parsed("L: fr\nP: Il pleut.\nX: Il neige.", "a.txt"))


def test_every_passage_to_learn_from_is_asked_about() -> None:
    written = passages()
    assert len(written) > 1_000
    for passage in written:
        assert passage.title and len(passage.questions) >= 3, passage.body
        assert passage.body not in passage.questions
    assert len({passage.body for passage in written}) == len(written)


def test_a_question_before_any_passage_is_refused() -> None:
    with pytest.raises(ValueError, match=r"a\.txt:2"):
        list(parsed("# Marées\n? Qui les cause ?\nLa Lune.", "a.txt"))
