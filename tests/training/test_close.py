"""Questions made from a passage keep its words, and are the same every time."""

import pytest

from assistant.types import Language
from knowledge.words.terms import fold
from training.retrieval.close import close, english
from training.retrieval.pairs import passages

_NEW = {"qui", "que", "quand", "ou", "combien", "comment", "pourquoi", "quel", "est"} | {
    "who", "what", "when", "where", "how", "many", "why", "which",
}  # fmt: skip


def words(text: str) -> set[str]:
    return {fold(word) for word in text.replace("?", " ").split()} - {""}


@pytest.mark.parametrize(
    ("written", "language"), [(passages()[:60], Language.FR), (english(60), Language.EN)]
)
def test_questions_keep_the_words_of_their_passage(written, language) -> None:
    made = close(written, 2, language)
    assert made == close(written, 2, language)
    assert [len(questions) for questions in made] == [2] * len(written)
    for passage, questions in zip(written, made, strict=True):
        told = fold(passage.body)
        for question in questions:
            new = {word for word in words(question) - _NEW if word not in told}
            assert not new
            assert len(words(question)) >= 2


def test_no_english_passage_is_kept_apart_from_the_pairs() -> None:
    assert {each.title for each in english(60)}.isdisjoint(each.title for each in passages())
