"""The fence of a prompt comes off an answer that repeats it, however the answer is cut into pieces."""

import pytest

from assistant.own_fence import OwnFence

MARK = '"' * 3


def streamed(answer: str, size: int, mark: str = MARK) -> str:
    fence = OwnFence(mark)
    pieces = [answer[at : at + size] for at in range(0, len(answer), size)]
    return "".join([*map(fence.feed, pieces), fence.close()])


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_the_fence_comes_off_at_both_ends(size: int) -> None:
    assert streamed(f"{MARK}\nBonjour,\n\nÀ lundi.\n{MARK}", size) == "Bonjour,\n\nÀ lundi."
    assert streamed(f"\n{MARK} \nBonjour\n\n{MARK}\n", size) == "Bonjour"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
@pytest.mark.parametrize(
    "answer",
    [
        f"{MARK}Bonjour{MARK}",
        f"Bonjour\n{MARK}",
        f"Bonjour\n{MARK}\nlà\n{MARK}\n",
        '"Bonjour"',
        '""\nBonjour',
        " Bonjour \n\n",
    ],
)
def test_another_answer_stays_to_the_letter(answer: str, size: int) -> None:
    assert streamed(answer, size) == answer


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_only_a_last_line_alone_is_the_end_of_it(size: int) -> None:
    assert streamed(f"{MARK}\na {MARK}", size) == f"a {MARK}"
    assert streamed(f"{MARK}\na\n{MARK}\nb", size) == f"a\n{MARK}\nb"
    assert streamed(f"{MARK}\ncut off", size) == "cut off"


def test_without_a_fence_of_ours_nothing_is_taken_off() -> None:
    whole = f"{MARK}\na\n{MARK}"
    assert streamed(whole, 2, "") == whole


def test_what_is_no_fence_is_shown_at_once() -> None:
    fence = OwnFence(MARK)
    assert fence.feed(f"{MARK}\nBon") == "Bon"
    assert fence.feed("jour") == "jour"
