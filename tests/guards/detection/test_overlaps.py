"""Overlapping hits are resolved once, and nothing found is left bare."""

import gc
import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.types import Kind
from guards.detection.overlaps import resolve
from guards.detection.rule import Hit
from guards.detection.view import View

TEXT = "ABCDEFGHIJ" * 4
HITS = st.builds(
    lambda start, size, score, kind, rule: Hit(start, min(40, start + size), score, kind, rule),
    st.integers(0, 39), st.integers(1, 15), st.sampled_from([0.5, 0.7, 0.9, 1.0]),
    st.sampled_from([Kind.PERSON, Kind.PHONE, Kind.ORG]), st.sampled_from(["ner", "rule"]),
)  # fmt: skip


def kinds(*hits: Hit) -> list[tuple[int, int, Kind]]:
    return [(f.span.start, f.span.end, f.kind) for f in resolve(hits, View(TEXT))]


def test_a_checksum_outranks_a_longer_guess() -> None:
    guess = Hit(0, 20, 0.8, Kind.PHONE, "phone")
    certain = Hit(2, 16, 1.0, Kind.COMPANY_ID, "fr_siret")
    assert (2, 16, Kind.COMPANY_ID) in kinds(guess, certain)


def test_a_rule_outranks_ner_and_the_rest_is_kept() -> None:
    name = Hit(0, 10, 0.75, Kind.ORG, "ner")
    mail = Hit(4, 10, 0.9, Kind.EMAIL, "email")
    assert kinds(name, mail) == [(0, 4, Kind.ORG), (4, 10, Kind.EMAIL)]


def test_a_label_that_ner_took_along_is_no_name() -> None:
    text = "Virement : BIC AGRIFRPP835"
    name, account = Hit(11, 26, 0.6, Kind.PERSON, "ner"), Hit(15, 26, 0.9, Kind.BANK_ACCOUNT, "bic")
    found = resolve([name, account], View(text))
    assert [(f.span.start, f.kind) for f in found] == [(15, Kind.BANK_ACCOUNT)]


def test_an_article_left_of_a_name_is_no_name() -> None:
    name, body = Hit(0, 13, 0.7, Kind.ORG, "a"), Hit(3, 24, 0.8, Kind.ORG, "b")
    found = resolve([name, body], View("La Commission européenne"))
    assert [(f.span.start, f.span.end) for f in found] == [(3, 24)]


def test_the_longer_of_two_rules_wins() -> None:
    assert kinds(Hit(0, 5, 0.9, Kind.CODE, "a"), Hit(0, 9, 0.9, Kind.PHONE, "b")) == [
        (0, 9, Kind.PHONE)
    ]


def test_a_known_name_within_a_longer_name_is_a_part_of_it() -> None:
    whole = Hit(0, 12, 0.75, Kind.PERSON, "ner")
    assert kinds(whole, Hit(0, 4, 0.8, Kind.PERSON, "known_name")) == [(0, 12, Kind.PERSON)]
    assert kinds(whole, Hit(0, 4, 0.8, Kind.ORG, "known_name"))[0] == (0, 4, Kind.ORG)
    body = Hit(0, 12, 0.75, Kind.ORG, "ner")
    assert kinds(body, Hit(0, 4, 0.8, Kind.LOCATION, "known_name")) == [(0, 12, Kind.ORG)]


def test_a_bracket_that_closes_after_the_value_is_not_the_values() -> None:
    text = "tel (05 36 49 18 72) et (202) 555-0143"
    hits = [Hit(4, 19, 0.9, Kind.PHONE, "a"), Hit(24, 38, 0.9, Kind.PHONE, "b")]
    found = [text[f.span.start : f.span.end] for f in resolve(hits, View(text))]
    assert found == ["05 36 49 18 72", "(202) 555-0143"]


@given(st.lists(HITS, max_size=12))
def test_findings_are_sorted_disjoint_and_cover_every_hit(hits: list[Hit]) -> None:
    found = resolve(hits, View(TEXT))
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    covered = {i for f in found for i in range(f.span.start, f.span.end)}
    bare = {i for h in hits if h.rule != "ner" for i in range(h.start, h.end)} - covered
    # A single character left between two findings says nothing.
    assert all(i - 1 not in bare or i + 1 not in bare for i in bare)


def cost(count: int) -> float:
    text = "x" * (count * 40)
    hits = [Hit(i * 40, i * 40 + 30, 0.8, Kind.PERSON, "ner") for i in range(count)]
    view = View(text)
    gc.collect()
    gc.disable()  # it would look at what other tests left
    try:
        began = time.process_time()
        assert len(resolve(hits, view)) == count
        return time.process_time() - began
    finally:
        gc.enable()


def test_ten_times_the_hits_take_ten_times_as_long() -> None:
    """A text of ten million characters may hold half a million of them."""
    few, many = min(cost(8_000) for _ in range(5)), min(cost(80_000) for _ in range(2))
    assert many < 40 * few  # a hundred times as long, were each hit compared with all
