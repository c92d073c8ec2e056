"""Conversations come back as they were kept, are found, forked, renamed, tagged, and truly deleted."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import MissingError, StoreError
from assistant.store import searching
from assistant.store.conversations import TITLE
from assistant.store.retention import retire
from assistant.store.store import FILE, Store
from assistant.types import Message, Private, Role
from tests.store.made import KEY, add, decrypted, turn

DAY = 86_400


def test_a_turn_comes_back_the_same(store: Store) -> None:
    given = turn("Où ?", "Là.\n\n- un\n- deux")
    add(store, "abc", given, turn("Encore", at=900.0))
    first, second = store.conversations.turns("abc")
    assert first == replace(given, number=1)
    assert (first.question, first.answer, first.sent) == (given.question, given.answer, given.sent)
    assert (first.verdicts, first.documents) == (given.verdicts, given.documents)
    assert (first.number, second.number) == (1, 2)
    assert first.messages()[0] == Message(Role.USER, Private("Où ?"))
    assert store.conversations.find("abc").updated == 1000.0  # the clock went back


def test_titles_come_from_the_question_or_the_document(store: Store) -> None:
    add(store, "a1", turn("\n  Résume   ce\ncontrat"))
    add(store, "a2", turn("x" * 200))
    add(store, "a3", turn("  "))
    titles = [store.conversations.find(key).title.reveal() for key in ("a1", "a2", "a3")]
    assert titles[0] == "Résume ce"
    assert len(titles[1]) == TITLE
    assert titles[2] == "contrat.pdf"


def test_a_conversation_is_found_by_a_beginning_that_only_it_has(store: Store) -> None:
    add(store, "abc1", turn())
    add(store, "abd2", turn())
    assert store.conversations.find("abc").key == "abc1"
    for name in ("ab", "zzz", "", "*", "ab?1"):
        with pytest.raises(MissingError):
            store.conversations.find(name)


@pytest.mark.parametrize(
    ("asked", "hit"),
    [
        ("oeuvre", True), ("OEUVRE", True), ("l'œuvre", True), ("elodie", True), ("Élodie", True),
        ("contrats", True), ("contrat paris", True), ("paris contrat", True), ('"à Paris"', True),
        ('"Paris à"', False), ("cout eleve", True), ("coûts", True), ("contr", True), ("sa", True),
        ("rien", False), ("contrat rien", False), ("", False), ('"', False), ("AND OR NOT", False),
        ("naïve", True), ("(", False), ("contrat*", True), ("a:b", False), ("c", True),
    ],
)  # fmt: skip
def test_search_folds_accents_and_takes_anything_typed(store: Store, asked: str, hit: bool) -> None:
    add(
        store,
        "abc",
        turn("L'œuvre d'Élodie à Paris, le contrat C", "Coûts élevés, sa vue naïve"),
    )
    assert bool(store.search(asked)) is hit


def test_a_find_marks_its_words_and_the_newest_come_first(store: Store) -> None:
    for n in range(30):
        add(store, f"c{n}", turn(f"Le devis numéro {n}", at=float(n)))
    found = store.search("devis", limit=5)
    assert [each.conversation for each in found] == ["c29", "c28", "c27", "c26", "c25"]
    text, (mark,) = found[0].extract.reveal(), found[0].marks
    assert text[slice(*mark)] == "devis"


def test_search_within_a_tag(store: Store) -> None:
    add(store, "a", turn("devis"))
    add(store, "b", turn("devis"))
    store.conversations.tag("b", ["client"])
    assert [f.conversation for f in store.search("devis", tag="client")] == ["b"]
    assert [c.key for c in store.conversations.latest(tag="client")] == ["b"]
    store.conversations.tag("b", ["x"], ["client"])
    assert store.conversations.tags() == [("x", 1)]
    assert store.search("devis", tag="client") == []


def test_a_fork_takes_turns_pseudonyms_and_tags_and_stands_alone(store: Store) -> None:
    add(store, "a", turn("un"), turn("deux"), turn("trois"))
    store.conversations.tag("a", ["t"])
    with store.database.transaction():
        store.vaults.save(store.conversations.identity("a"), {"0 {{PERSON_1}}": Private("É")})
    fresh = store.fork("a", 2, now=2000.0)
    store.conversations.rename("a", "  Autre \n titre ")
    store.conversations.forget(["a"])
    forked = store.conversations.find(fresh)
    assert (forked.turns, forked.parent, forked.tags) == (2, "a", ("t",))
    assert store.pseudonyms(fresh) == {"0 {{PERSON_1}}": Private("É")}
    assert [f.turn for f in store.search("deux")] == [2]
    with pytest.raises(MissingError):
        store.fork(fresh, 9, now=0)


def test_what_is_forgotten_is_in_no_page(tmp_path: Path) -> None:
    store = Store(tmp_path, KEY)
    for n in range(40):
        add(store, f"k{n}", turn(f"gardé {n} " * 50))
    add(store, "gone", turn("Zorglub " * 900, "Bretzelburg " * 900))
    store.drafts.keep("d", Private("Marsupilami " * 500), 1.0)
    store.conversations.rename("gone", "Champignac")
    planted = (b"zorglub", b"bretzelburg", b"marsupilami", b"champignac")
    store.database.run("pragma wal_checkpoint(truncate)")
    assert all(word in decrypted(tmp_path).lower() for word in planted)
    store.conversations.forget(["gone"])
    store.drafts.drop("d")
    log = Path(f"{tmp_path / FILE}-wal")
    assert not log.exists() or log.stat().st_size == 0
    assert [word for word in planted if word in decrypted(tmp_path).lower()] == []
    assert store.search("zorglub") == []
    store.database.run("insert into words (words) values ('integrity-check')")
    store.close()


def test_nothing_is_readable_on_disk(tmp_path: Path) -> None:
    store = Store(tmp_path, KEY)
    add(store, "abc", turn("Élodie Vasseur " * 100, "Nordelle " * 100))
    store.drafts.keep("d", Private("Brouillon secret"), 1.0)
    data = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert all(word not in data for word in (b"Vasseur", b"Nordelle", b"secret", b"conversations"))
    store.close()
    assert all(p.stat().st_mode & 0o077 == 0 for p in tmp_path.iterdir())


def test_retention_deletes_the_old_and_never_all_at_once(store: Store) -> None:
    add(store, "old", turn(at=0.0))
    add(store, "new", turn(at=100.0 * DAY))
    assert retire(store, 30, now=101.0 * DAY) == 1
    assert [c.key for c in store.conversations.latest()] == ["new"]
    assert retire(store, 30, now=9999.0 * DAY) == 0  # a clock far ahead
    assert retire(store, 30, now=0.0) == 0  # and one far behind


def test_a_value_moved_to_another_row_does_not_open(store: Store) -> None:
    add(store, "a", turn())
    add(store, "b", turn())
    one, two = (store.conversations.identity(key) for key in "ab")
    with store.database.transaction():
        store.vaults.save(one, {"0 {{PERSON_1}}": Private("Alice"), "1 {{PERSON_2}}": Private("B")})
        store.vaults.save(two, {"0 {{PERSON_1}}": Private("Carole")})
    (sealed,) = store.database.row("select sealed from vaults where conversation = ?", (two,)) or ()
    store.database.run(
        "update vaults set sealed = ? where conversation = ? and name = '0 {{PERSON_1}}'",
        (sealed, one),
    )
    with pytest.raises(StoreError):
        store.pseudonyms("a")
    assert store.pseudonyms("b") == {"0 {{PERSON_1}}": Private("Carole")}


def test_damaged_text_is_kept_readable(store: Store) -> None:
    add(store, "a", turn("avant \udce9 après", "\x00nul"))
    assert store.conversations.turns("a")[0].question.reveal() == "avant ? après"
    assert store.search("apres")


def test_a_query_never_breaks_the_search_language() -> None:
    assert searching.query('NEAR(a b) col:x "') == '"NEAR a" AND "b" AND "col x"'
