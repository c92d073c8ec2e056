"""The recognisers together find what each finds alone, and those that cannot find anything are not asked."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.types import Kind
from guards.detection.pool import Pool
from guards.detection.recognizers import all_recognisers
from guards.detection.rule import Hit, Rule

NEEDS = sorted({need for rule in all_recognisers() for need in getattr(rule, "needs", ())})
SAID = (
    "contrat n° 7745 8812", "06 39 98 12 34", "Mme Élodie Lefèvre", "née le 3 mai 1981", "SIRET 123 456 789 00012",
    "ana@example.org", "12 000 €", "Order 402-1234567-8901234", "lives in Lyon", "\n", ", ", " ", "x7", "42",
)  # fmt: skip


class _Counting:
    name, kinds, needs = "counting", (Kind.CODE,), frozenset({"zèbre"})

    def __init__(self) -> None:
        self.asked = 0

    def find(self, text: str) -> Iterator[Hit]:
        self.asked += 1
        yield from ()


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(SAID), st.sampled_from(NEEDS)), max_size=12).map(" ".join)
)
def test_all_together_find_what_each_finds_in_the_same_order(text: str) -> None:
    every = all_recognisers()
    assert list(Pool(every).find(text)) == [hit for one in every for hit in one.find(text)]


def test_what_needs_a_string_or_digits_is_asked_only_where_they_stand() -> None:
    rule = Rule("r", Kind.CODE, r"\d+", needs=("girafe",), digits=4)
    asked = _Counting()
    pool = Pool([asked, rule])
    assert pool.kinds == {Kind.CODE}
    assert not list(pool.find("une girafe de 120 ans"))
    assert [hit.start for hit in pool.find("la girafe 1234")] == [10]
    assert asked.asked == 0
