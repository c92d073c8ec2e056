"""What the heads of a table say: they are no names themselves, and figures below them are no telephones.

The model takes « Échéance » above a column for a place; a word for calling in the first line makes a telephone
of the sums two columns on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, takewhile

import regex

from assistant.types import Kind
from guards.detection.first_names import is_first_name
from guards.detection.recognizers.labels import bare
from guards.detection.recognizers.tables.cells_with_people import is_plain
from guards.detection.recognizers.tables.heading_kinds import CLIENTS, column
from guards.detection.recognizers.tables.headings_of_things import (
    describes,
    is_count,
    is_figures,
    names_goods,
    names_packages,
    names_states,
)
from guards.detection.recognizers.tables.separated_cells import SEPARATORS, Cell, Table, tables
from guards.detection.recognizers.tables.spaces_as_tabs import with_tabs
from guards.detection.rule import Hit
from guards.detection.wordlists import NO_NAMES, is_listed

_NAMES = frozenset({Kind.PERSON, Kind.ORG, Kind.LOCATION})
_BY_LOOKS = frozenset({"ner", "first_name"})
_BY_WORDS_NEAR = frozenset({"spoken_phone", "labelled_phone"})
# « Envoyer à Bleu Marée » has a capital that the cell does not begin with.
_SECOND = regex.compile(r"[^\W\d_].*(?<!\w)\p{Lu}\p{Ll}")
# « CP », « OFF », « RH »: what such a column says in short.
_CODE = regex.compile(r"\p{Lu}{1,3}|[\p{Lu}\d]{1,3}")
_WRAPPED = regex.compile(r"\r?\n[\p{L}'’ -]{2,40}\"?")
_FIRM = regex.compile(
    r"&|(?<!\w)(?:sarl|sasu?|eurl|sci|snc|scop|selarl|sa|ets|[ée]ts|[ée]tablissements|soci[ée]t[ée]|entreprise|groupe|cabinet|garage|"
    r"agence|association|mairie|commune|clinique|pharmacie|boulangerie|boucherie|scierie|menuiserie|imprimerie|h[ôo]tel|"
    r"restaurant|transports?|ltd|limited|plc|llp|llc|inc|corp|co|gmbh|group|sons|bros|brothers|partners|holdings?|services|"
    r"consulting|joinery|farms?|bakery|foods|logistics|trust|council|school|university)(?!\w)",
    regex.IGNORECASE,
)
_LETTERS = regex.compile(r"[^\W\d_]+")
# Any word may be the name of a company that heads a column; few head one and name none.
_HEADS, _WORDS = ("headings", "function_words"), (*NO_NAMES, "headings", "acronyms")


def headed(hits: Iterable[Hit], text: str) -> Iterator[Hit]:
    """Yield the hits without those that the heads of the table they stand in speak against."""
    own = [*_clients(list(hits), text)]
    if not any(map(_is_guessed, own)) or not _may_hold_tables(text):
        yield from own
        return
    known = [*tables(with_tabs(text))]
    cells = [cell for table in known for row in table.rows for cell in row if cell[0] < cell[1]]
    wrapped = [cell for cell in cells if "\n" in text[slice(*cell)]]
    for hit in chain.from_iterable(_parts(hit, cells, text) for hit in own):
        if not (_is_guessed(hit) and any(_is_gainsaid(hit, table, text) for table in known)):
            yield _whole(hit, wrapped, text)


def _clients(hits: Sequence[Hit], text: str) -> Iterator[Hit]:
    """Yield the hits; of those below « Client » the companies as such, as another hit or their words say."""
    firms = [hit for hit in hits if hit.kind is Kind.ORG] if any(map(_is_client, hits)) else ()
    for hit in hits:
        is_firm = _is_client(hit) and (
            _FIRM.search(text, hit.start, hit.end)
            or any(hit.start <= firm.start < hit.end for firm in firms)
        )
        yield replace(hit, kind=Kind.ORG) if is_firm else hit


def _is_client(hit: Hit) -> bool:
    return hit.rule == CLIENTS


def _whole(hit: Hit, wrapped: Sequence[Cell], text: str) -> Hit:
    """Return a person's hit with the rest of a quoted cell that goes on in the next line."""
    cell = _around(hit, wrapped) if hit.kind is Kind.PERSON else None
    if cell and hit.start <= cell[0] + 1 and _WRAPPED.fullmatch(text, hit.end, cell[1]):
        return replace(hit, end=cell[1] - text[hit.end : cell[1]].endswith('"'))
    return hit


def _parts(hit: Hit, cells: Sequence[Cell], text: str) -> Iterable[Hit]:
    """Part a guess that reads on from one cell of a row into the next: « Fitzwarren  Ops »."""
    if not _is_guessed(hit) or "  " not in text[hit.start : hit.end]:
        return (hit,)
    first = bisect_right(cells, hit.start, key=_end)
    own = takewhile(lambda cell: cell[0] < hit.end, islice(cells, first, None))
    shared = [(max(hit.start, a), min(hit.end, b)) for a, b in own]
    return [replace(hit, start=a, end=b) for a, b in shared] if len(shared) > 1 else (hit,)


def _end(cell: Cell) -> int:
    return cell[1]


def _is_guessed(hit: Hit) -> bool:
    return hit.rule in _BY_WORDS_NEAR or (hit.rule in _BY_LOOKS and hit.kind in _NAMES)


def _may_hold_tables(text: str) -> bool:
    return "\n" in text and any(sign in text for sign in (*SEPARATORS, "  "))


def _is_gainsaid(hit: Hit, table: Table, text: str) -> bool:
    if not table.heads[0][0] <= hit.start < table.rows[-1][-1][1]:
        return False
    if hit.kind in _NAMES and (head := _around(hit, table.heads)):
        return _names_nobody(text[slice(*head)])
    row = next((row for row in table.rows if row[0][0] <= hit.start < row[-1][1]), ())
    cell = _around(hit, row)
    if cell is None:
        return False
    heading = text[slice(*table.heads[row.index(cell)])]
    if hit.kind is Kind.PHONE:
        return is_figures(heading) and not any(map(str.isalpha, text[slice(*cell)]))
    return _tells_of_things(heading, [text[slice(*head)] for head in table.heads], hit, cell, text)


def _tells_of_things(heading: str, beside: Sequence[str], hit: Hit, cell: Cell, text: str) -> bool:
    """Whether a heading, with those beside it, says that goods, states or a description stand in a cell."""
    value, opens = text[slice(*cell)], hit.start == cell[0]
    if names_goods(heading) and any(map(is_count, beside)):
        return opens and _may_be_goods(value) and not _may_be_client(hit, text)
    if names_states(heading):
        return _CODE.fullmatch(value) is not None or _is_plain(value)
    if names_packages(heading):
        return any(bare(one).startswith("version") for one in beside)
    described = _is_plain(value) and not _SECOND.search(value)
    return describes(heading) and opens and (_CODE.fullmatch(value) is not None or described)


def _may_be_goods(value: str) -> bool:
    """Whether neither a first name nor the word for a firm stands in a cell."""
    return not any(map(is_first_name, _LETTERS.findall(value))) and not _FIRM.search(value)


def _may_be_client(hit: Hit, text: str) -> bool:
    """Whether unknown words alone are guessed to be a person: who is billed stands among the goods, too."""
    words = _LETTERS.findall(text, hit.start, hit.end)
    return hit.kind is Kind.PERSON and not any(map(is_plain, words))


def _around(hit: Hit, cells: Sequence[Cell]) -> Cell | None:
    return next((cell for cell in cells if cell[0] <= hit.start and hit.end <= cell[1]), None)


def _names_nobody(heading: str) -> bool:
    return column(heading) is not None or describes(heading) or _is_plain(heading, _HEADS)


def _is_plain(value: str, lists: tuple[str, ...] = _WORDS) -> bool:
    """Whether a cell holds ordinary words alone: « Comptable », « Durée (s) »."""
    words = [word for word in _LETTERS.findall(value) if len(word) > 1]
    return all(is_listed(word, *lists) and not is_first_name(word) for word in words)
