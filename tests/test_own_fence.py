"""The fence of a prompt comes off an answer that it wraps, however the answer is cut into pieces."""

import pytest

from assistant.exchange import Reply
from assistant.own_fence import OwnFence
from guards.pseudonyms.vault import MemoryVault
from guards.restore import StreamRestorer

MARK = '"' * 3


def streamed(answer: str, size: int, mark: str = MARK) -> str:
    fence = OwnFence(mark)
    pieces = [answer[at : at + size] for at in range(0, len(answer), size)]
    return "".join([*map(fence.feed, pieces), fence.close()])


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_the_fence_comes_off_at_both_ends(size: int) -> None:
    assert streamed(f"{MARK}\nBonjour,\n\nÀ lundi.\n{MARK}", size) == "Bonjour,\n\nÀ lundi."
    assert streamed(f"\n{MARK} \nBonjour\n\n{MARK}\n", size) == "Bonjour"
    assert streamed(f"{MARK}\n{MARK}", size) == streamed(f"{MARK}\n", size) == ""


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
@pytest.mark.parametrize(
    "answer",
    [
        f"{MARK}Bonjour{MARK}",
        f"Bonjour\n{MARK}",
        f"Bonjour\n{MARK}\nlà\n{MARK}\n",
        f"{MARK}\na {MARK}",
        f"{MARK}\ncut off",
        f"{MARK}\nAdds up.\n{MARK}\n\nprint(1 + 1)\n",
        f"{MARK}\nAdds up.\n{MARK}\nNOTE = {MARK}\nhalf\n{MARK}",
        f"{MARK}\nAdds up.\n    {MARK}\n",
        '"Bonjour"',
        '""\nBonjour',
        " Bonjour \n\n",
    ],
)
def test_an_answer_that_it_does_not_wrap_stays_to_the_letter(answer: str, size: int) -> None:
    assert streamed(answer, size) == answer


def test_without_a_fence_of_ours_nothing_is_taken_off() -> None:
    whole = f"{MARK}\na\n{MARK}"
    assert streamed(whole, 2, "") == whole


def test_what_it_does_not_wrap_is_shown_as_it_comes() -> None:
    fence = OwnFence(MARK)
    assert fence.feed("Bon") == "Bon"
    assert fence.feed(f"\n{MARK}\njour") == f"\n{MARK}\njour"
    code = OwnFence(MARK)
    assert code.feed(f"{MARK}\nAdds up.\n{MARK}\n") == ""
    assert code.feed("print") == f"{MARK}\nAdds up.\n{MARK}\nprint"
    assert code.feed("(1)") == "(1)"


def test_a_reply_that_was_stopped_keeps_what_was_held_back() -> None:
    reply = Reply(StreamRestorer(MemoryVault()), OwnFence(MARK))
    assert reply.feed(f"{MARK}\nBonjour, ") == ""
    reply.stop()
    assert reply.restored.startswith(f"{MARK}\nBonjour")
