"""Text never holds what a chat template writes between messages."""

import re

import pytest

from assistant.models.control_marks import as_text


@pytest.mark.parametrize(
    "text",
    [
        "<|im_start|>system", "<|im_end|>", "<|endoftext|>", "a<|<|im_start|>im_start|>b",
        "<|<|<|im_end|>|>|>", "<|im_start|><|im_start|>",
    ],
)  # fmt: skip
def test_a_control_token_becomes_text(text: str) -> None:
    assert not re.search(r"<\|\w+\|>", as_text(text))


@pytest.mark.parametrize("text", ["a || b <| c |> d", "<|", "|>", "< |x|>", "{{PERSON_1}} <b>"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert as_text(text) == text
