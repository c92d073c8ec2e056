"""The names model: what it finds, and that nothing weaker ever takes its place unseen."""

import json
import shutil
from pathlib import Path

import pytest

from assistant.errors import GuardNotReady
from guards.detection.detector import Detector
from guards.detection.glued import glued_end
from guards.detection.model_files import FOLDER, MANIFEST, checked
from guards.detection.name_model_adapter import NameModel
from guards.detection.names import Both, Entity, finder

FRENCH = (
    "Bonjour Karim,\nMme Élodie Lefèvre, de la société Brivelle Numérique, arrive à Nantes mardi."
)
ENGLISH = "Dear Priya,\nHarriet Quenneville of Whitcombe & Sons Ltd will be in London on Tuesday."


@pytest.fixture(scope="module")
def model() -> NameModel:
    made = NameModel()
    made.load()
    return made


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "model"))


def names(model: NameModel, text: str) -> dict[str, str]:
    return {text[e.start_char : e.end_char]: e.label_ for e in model.entities(text)}


def test_finds_names_in_french(model: NameModel) -> None:
    found = names(model, FRENCH)
    assert found["Karim"] == found["Élodie Lefèvre"] == "PERSON"
    assert found["Nantes"] == "LOCATION"


def test_the_scheme_that_gives_a_number_is_no_organisation(model: NameModel) -> None:
    assert names(model, "Her National Insurance number is QQ 12 34 56 C.") == {}


def test_finds_names_in_english(model: NameModel) -> None:
    found = names(model, ENGLISH)
    assert found["Harriet Quenneville"] == "PERSON"
    assert found["London"] == "LOCATION"


@pytest.mark.parametrize(
    ("text", "name"),
    [("J'ai vu le docteur nguyen hier.", "nguyen"), ("Merci à monsieur ndiaye pour son aide.", "ndiaye"),
     ("voir mme lefèvre demain", "lefèvre"), ("Hier m. ndiaye est arrivé.", "ndiaye")],
)  # fmt: skip
def test_a_title_makes_a_name_of_a_word_in_small_letters(
    model: NameModel, text: str, name: str
) -> None:
    assert names(model, text) == {name: "PERSON"}


@pytest.mark.parametrize(
    "text",
    ["Le docteur traitant est absent.", "Bonjour monsieur le maire.", "Madame la directrice a signé.",
     "Un professeur remplaçant arrive.", "The doctor said so."],
)  # fmt: skip
def test_a_title_alone_names_nobody(model: NameModel, text: str) -> None:
    assert names(model, text) == {}


@pytest.mark.parametrize(
    "text",
    ["Le PIB a reculé.", "On part en TGV vendredi.", "Il cherche sur Internet.", "Une PME de vingt salariés."],
)  # fmt: skip
def test_what_everybody_shortens_is_no_organisation(model: NameModel, text: str) -> None:
    assert "ORG" not in names(model, text).values()


@pytest.mark.parametrize(
    ("text", "name"),
    [("Objet : licenciement Ngo", "Ngo"), ("chez Qi, à Nantes", "Qi"), ("call Ngo re: debt", "Ngo"),
     ("la veuve Dess habite Lyon", "Dess")],
)  # fmt: skip
def test_an_acronym_written_as_a_surname_is_one(model: NameModel, text: str, name: str) -> None:
    assert name in names(model, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [("hi all, i met karol in london, she says hello", "london"),
     ("her maiden name is nyberg. she moved to glasgow", "glasgow")],
)  # fmt: skip
def test_careless_writing_leaves_names_without_capitals(
    model: NameModel, text: str, name: str
) -> None:
    assert name in names(model, text)


@pytest.mark.parametrize(
    "text",
    ["The campus is in downtown and the hotels fill up soon.", "It was moved north-west, to the coast.",
     "The steel rails replaced the cannery and the fire.", "He writes for an orchestra and a classical choir."],
)  # fmt: skip
def test_careful_writing_has_no_names_in_small_letters(model: NameModel, text: str) -> None:
    assert names(model, text) == {}


@pytest.mark.parametrize("mark", ["-DOCSTART-", "--- PAGE BREAK ---", "-----BEGIN-----", "-FIN-"])
def test_words_between_dashes_part_texts(model: NameModel, mark: str) -> None:
    assert names(model, f"{mark} Harriet Quenneville was born in Leeds.\n{mark} She writes.") == {
        "Harriet Quenneville": "PERSON",
        "Leeds": "LOCATION",
    }


def test_a_name_in_capitals_between_dashes_is_a_name(model: NameModel) -> None:
    assert "LEFÈVRE" in " ".join(names(model, "Le témoin -Mme LEFÈVRE- a signé hier à Nantes."))


def test_a_line_end_that_the_model_takes_for_a_place_is_none(model: NameModel) -> None:
    text = "Name:    Ida Holm\nAddress:     3421 Solveigbraut 71\nVordal\n, CO\n 46381"
    assert names(model, text).keys() >= {"Ida Holm", "Vordal"}


def test_ordinary_text_holds_no_name(model: NameModel) -> None:
    assert names(model, "Merci de trier ce tableau par ordre croissant, puis de l'imprimer.") == {}


def test_a_paragraph_gives_the_same_wherever_it_stands(model: NameModel) -> None:
    alone = names(model, FRENCH)
    together = names(NameModel(), f"{ENGLISH}\n\n{FRENCH}\n\n{ENGLISH}")
    assert alone.items() <= together.items()


def test_many_windows_read_at_once_give_what_each_gives_alone() -> None:
    paragraphs = [f"Le {day} mai, {name} est venue à {town}." for day, name, town in zip(
        range(2, 14),
        ("Alice Morel", "Inès Belhadj", "Chloé Roux", "Louise Petit") * 3,
        ("Lyon", "Nantes", "Brest") * 4,
        strict=True,
    )]  # fmt: skip
    many, one = NameModel(), NameModel()
    found = many.entities("\n\n".join(paragraphs))
    alone, at = [], 0
    for paragraph in paragraphs:
        alone += [(at + e.start_char, e.label_, e.score) for e in one.entities(paragraph)]
        at += len(paragraph) + 2
    assert [(e.start_char, e.label_, e.score) for e in found] == alone
    assert len(alone) >= 24


def test_scores_lie_above_the_guards_threshold(model: NameModel) -> None:
    assert all(0.5 <= entity.score < 0.97 for entity in model.entities(FRENCH + ENGLISH))


def test_progress_is_told_on_long_texts() -> None:
    told: list[tuple[int, int]] = []
    NameModel().entities("Bonjour Karim.\n\n" * 130, lambda done, total: told.append((done, total)))
    assert told == [(64, 130), (128, 130)]


@pytest.mark.parametrize("name", ["names.onnx", "tokenizer.json", MANIFEST])
def test_a_missing_file_stops_the_guard(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(GuardNotReady, match="not installed"):
        NameModel(copy).entities(FRENCH)


@pytest.mark.parametrize("name", ["names.onnx", "tokenizer.json"])
def test_a_changed_byte_stops_the_guard(copy: Path, name: str) -> None:
    data = bytearray((copy / name).read_bytes())
    data[len(data) // 2] ^= 1
    (copy / name).write_bytes(data)
    with pytest.raises(GuardNotReady, match="damaged"):
        NameModel(copy).load()


@pytest.mark.parametrize(
    "change",
    [
        {"thresholds": {}},
        {"thresholds": {"PERSON": 7}},
        {"labels": 3},
        {"sha256": {}},
        {"labels": ["X"]},
    ],
)
def test_a_wrong_manifest_stops_the_guard(copy: Path, change: dict[str, object]) -> None:
    manifest = json.loads((copy / MANIFEST).read_text())
    (copy / MANIFEST).write_text(json.dumps(manifest | change))
    with pytest.raises(GuardNotReady, match="damaged"):
        NameModel(copy).load()


def test_weights_of_a_later_version_are_not_read(copy: Path) -> None:
    manifest = json.loads((copy / MANIFEST).read_text())
    (copy / MANIFEST).write_text(json.dumps(manifest | {"layout": 2}))
    with pytest.raises(GuardNotReady, match="another version"):
        NameModel(copy).load()


def test_a_guard_without_its_model_finds_nothing_rather_than_less(tmp_path: Path) -> None:
    with pytest.raises(GuardNotReady):
        Detector(names=NameModel(tmp_path)).find([FRENCH])


def test_both_finders_are_heard() -> None:
    class One:
        def __init__(self, entity: Entity) -> None:
            self.entity = entity

        def load(self) -> None:
            pass

        def entities(self, text: str, progress: object = None) -> list[Entity]:
            return [self.entity]

    first, second = Entity(0, 3, "PERSON"), Entity(5, 9, "ORG")
    assert Both([One(first), One(second)]).entities("") == [first, second]


def test_the_engines_of_the_settings_exist() -> None:
    assert isinstance(finder("model"), NameModel)
    assert isinstance(finder("both"), Both)
    assert not isinstance(finder("spacy"), NameModel | Both)


def test_the_files_are_within_their_budget() -> None:
    files = checked()
    assert len(files.network) + len(files.tokenizer) < 40_000_000
    assert files.labels[0] == "O"


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("police AX-778812-B", "AX", "AX-778812-B"), ("oakhanger Tr0ub4dor&3", "Tr0ub4dor", "Tr0ub4dor&3"),
        ("chez Crepe-29!", "Crepe", "Crepe-29"), ("vol_Kerdraon_4471 part", "Kerdraon", "Kerdraon_4471"),
        ("à Brest-2026,", "Brest", "Brest"), ("Brest-Lyon 29", "Brest", "Brest"), ("Brest-2", "Brest", "Brest"),
        ("Brest - 2900", "Brest", "Brest"), ("AT&T", "AT", "AT"), ("Brest-2026-03-12", "Brest", "Brest-2026-03-12"),
    ],
)  # fmt: skip
def test_figures_glued_to_a_name_are_hidden_with_it(text: str, name: str, whole: str) -> None:
    start = text.index(name)
    assert text[start : glued_end(text, start + len(name))] == whole


def test_the_model_hides_no_half_of_a_number(model: NameModel) -> None:
    text = "Ma police d'assurance AX-778812-B court encore."
    assert all("AX-778812-B" in value for value in names(model, text) if "AX" in value)
    assert any("Tr0ub4dor&3" in value for value in names(model, "oakhanger / Tr0ub4dor&3"))
