"""Tables that spaces alone lay out: their headings say what their cells are, as those of CSV do."""

import pytest

from assistant.types import Kind
from guards.detection.detector import Detector
from guards.detection.recognizers.tables import labelled_columns
from guards.detection.recognizers.tables.spaces_as_tabs import with_tabs
from tests.guards.finding import RulesOnly, values

PAYROLL = """\
JOURNAL DE PAIE                                  Page 1/3

Matricule   Nom              Prénom        Service         Net à payer
000412      KERVELLA         Youenn        Production         1 911,27
000413      petit            rose          Compta             2 324,80
000418      LE BAIL          Maëlle        Logistique         1 455,49

TOTAL                                                         5 691,56
"""
STAFF = """\
Emp No   Surname        Forename     Dept              Net
------   ------------   ----------   ---------   ---------
1044     wood           hazel        Finance      1,911.27
1051     Fitzwarren     Kez          Warehouse    1,455.49
1052     grant long     ash          HR           2,661.36
"""


def people(text: str) -> list[str]:
    return values(labelled_columns.RECOGNISERS, text, Kind.PERSON)


def test_people_of_a_printout() -> None:
    assert people(PAYROLL) == ["KERVELLA", "Youenn", "petit", "rose", "LE BAIL", "Maëlle"]
    assert people(STAFF) == ["wood", "hazel", "Fitzwarren", "Kez", "grant long", "ash"]
    assert values(labelled_columns.RECOGNISERS, PAYROLL, Kind.CODE) == [
        "000412",
        "000413",
        "000418",
    ]


@pytest.mark.parametrize(
    "text", [PAYROLL, STAFF, PAYROLL + "\n" + STAFF, "Nom  Prix\r\nroux  12\r\n"]
)
def test_every_character_keeps_its_place(text: str) -> None:
    laid_out = with_tabs(text)
    assert "\t" in laid_out
    changed = {old for old, new in zip(text, laid_out, strict=True) if old != new}
    assert changed <= {" ", "-"}  # of a line that is nothing but dashes


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["roux              M      AM", "Le Bail           R      M"], ["roux", "Le Bail"]),
        # Cells left out, at the end and within.
        (["roux              M      AM", "marin                    M"], ["roux", "marin"]),
        (["roux              M      AM", "marin             M"], ["roux", "marin"]),
        # As wide as its column; a line that fits nowhere ends no table that goes on.
        (["PENHALE-TREMBLATH M      AM", "moss              R      M"], ["PENHALE-TREMBLATH", "moss"]),
        (["roux              M      AM", "(suite du mardi)", "marin             M      M"], ["roux", "marin"]),
        (["=========================", "roux              M      AM"], ["roux"]),
    ],
)  # fmt: skip
def test_rows(rows: list[str], found: list[str]) -> None:
    assert people("\n".join(["Salarié           Lun    Mar", *rows])) == found


@pytest.mark.parametrize(
    "text",
    [
        "Le nom est là.  Il manque le prix\npetit roux  et marin",
        "Nom  :  petit\nPrix  :  12",
        "    if name:\n        petit = 12\n    else:\n        roux  = 3",
        "Nom d'utilisateur      petit\nNom complet            roux",
        "Name      Default   Required\ntimeout   30        no\nowner     none      yes",
        "Package    Version\nrequests   2.32.3\nnumpy      2.1.1",
        "Nom  Prix",
        "Function   Returns   Description\nname       str       Name of it\nowner      str       Owner of it",
        "    Name      string\n    Owner     string\n    Amount    int",
        " Schema | Name      | Type  | Owner\n--------+-----------+-------+------\n public | customers | table | app",
        "Proto Recv-Q Send-Q Local Address   State\ntcp   0      0      0.0.0.0:22      LISTEN",
        "NAME      READY   STATUS\nredis-0   1/1     Running",
    ],
)
def test_no_table_of_people(text: str) -> None:
    assert people(text) == []


def test_frames_of_a_database() -> None:
    frame = "+----+-------+--------+"
    mysql = f"{frame}\n| id | nom   | prenom |\n{frame}\n|  1 | petit | marin  |\n{frame}"
    psql = " id | login    | role\n----+----------+------\n  1 | jdupont  | admin\n(1 row)"
    assert people(mysql) == ["petit", "marin"]
    assert values(labelled_columns.RECOGNISERS, psql, Kind.USERNAME) == ["jdupont"]


def test_a_table_ends_where_the_next_begins() -> None:
    text = "Nom        Badge\nroux       1044\n$ pip list\nPackage    Version\nDjango     5.1.2\n"
    text += "\nNom        Badge\nmarin      1045"
    assert people(text) == ["roux", "marin"]


def test_no_row_has_more_cells_than_heads() -> None:
    text = "Nom          Ville\nroux         Brest\nil y avait  des  gens  ici et là"
    assert people(text) == ["roux"]
    # … but two spaces may stand within a cell.
    assert people("Nom               Ville\nroux  marin       Brest") == ["roux  marin"]


def test_a_table_longer_than_a_piece() -> None:
    rows = [f"nom{chr(97 + n % 26)}{chr(97 + n // 26)}          {1000 + n}" for n in range(500)]
    text = "\n".join(["Salarié         Badge", *rows])
    found = RulesOnly().find([text])[0]
    assert sum(one.kind is Kind.PERSON for one in found) == 500


def test_a_name_ends_with_its_cell(detector: Detector) -> None:
    found = detector.find([PAYROLL])[0]
    hidden = [PAYROLL[one.span.start : one.span.end] for one in found]
    assert {"KERVELLA", "Youenn", "petit", "rose", "Maëlle"} <= set(hidden)
    assert not any("  " in value for value in hidden)
    assert not {"Production", "Compta", "Logistique"} & set(" ".join(hidden).split())


def test_codes_of_a_rota_are_left(detector: Detector) -> None:
    text = "Name           Mon    Tue    Wed\nFitzwarren     OFF    AL     AL\nNguyen         AL     L      OFF\n"
    found = detector.find([text])[0]
    assert [text[one.span.start : one.span.end] for one in found] == ["Fitzwarren", "Nguyen"]


@pytest.mark.parametrize(
    "text", ["a  b\n", "Nom  Prix\n", "Nom  Prénom  ", "Nom" + " " * 200, " " * 1000]
)
def test_long_texts_take_no_time(text: str) -> None:
    import time

    began = time.process_time()
    with_tabs(text * (300_000 // len(text)))
    assert time.process_time() - began < 3
