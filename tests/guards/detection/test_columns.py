"""Columns: what a heading says of the cells below it, and what it is not itself."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers.tables import labelled_columns as columns
from guards.detection.recognizers.tables.against_headings import headed
from guards.detection.recognizers.tables.headings_of_things import is_figures
from guards.detection.recognizers.tables.separated_cells import Line, pieces, tables
from guards.detection.rule import Hit
from tests.guards.finding import RulesOnly, values


def _written(heads: tuple[str, str], rows: list[tuple[str, str]], sign: str) -> str:
    lines = [heads, ("---", "---"), *rows] if sign == "|" else [heads, *rows]
    edge = "|" if sign == "|" else ""
    return "\n".join(edge + sign.join(line) + edge for line in lines)


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Dossier", "4471"), ("Dossier", "2024-118"), ("Contrat", "77458812"), ("Réf", "PX-2291"),
        ("Référence", "A118"),
        ("N/Réf", "DOS 2026 4471"), ("Affaire", "26-00418"), ("Case", "10442"), ("File", "A-118"),
        ("Contract", "HX 4471 882"),
        ("Policy", "4418827"), ("Ref", "T-14"), ("Our ref", "OAK/88/4127"), ("N° facture", "F2026-0112"),
        ("Numéro de dossier", "4471"), ("Réf. client", "C-00417"), ("Dossier n°", "4471"), ("Case No.", "10442"),
        ("Invoice number", "10442"), ("Order ID", "10442"), ("case_id", "10442"), ("**Dossier**", "4471"),
        ('"Contrat"', "4471"),
        ("Facture", "F-0112"), ("Devis", "DV2291"), ("Invoice", "INV-0331"), ("Order", "00417"), ("Ticket", "48213"),
    ],
)  # fmt: skip
def test_references_under_a_heading(heading: str, value: str, sign: str) -> None:
    text = _written((heading, "Statut"), [(value, "ouvert")], sign)
    assert values(columns.RECOGNISERS, text, Kind.CODE) == [value]


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Dossier", "en cours"), ("Dossier", "Maintenance"), ("Contrat", "CDI"), ("Contrat", "CDD 6 mois"),
        ("Contrat", "12 mois"),
        ("Case", "1"), ("Case", "lower"), ("File", "main.py"), ("File", "page2.pdf"), ("File", "photo_0012.JPG"),
        ("File", "readme.md"),
        ("Contract", "signed in 2024"), ("Policy", "strict"), ("Devis", "1250"), ("Facture", "12500"),
        ("Order", "12"),
        ("Invoice", "1 200"), ("Contrat", "100 000"), ("Dossiers", "1200"), ("Files", "12001"),
        ("Contrats", "1201"), ("Orders", "10442"),
        ("Commandes", "10442"),
        ("Dossier", "12/03/2026"), ("Contrat", "12.50"), ("Case", "---"), ("Réf. produit", "AX-220"),
        ("Profile", "10442"),
    ],
)  # fmt: skip
def test_no_references_under_a_heading(heading: str, value: str, sign: str) -> None:
    text = _written((heading, "Statut"), [(value, "ouvert")], sign)
    assert values(columns.RECOGNISERS, text, Kind.CODE) == []


def test_a_comma_in_prose_heads_no_columns() -> None:
    text = "Un dossier, une affaire, un contrat, et la suite\n12000, 4471, 4472, et la fin"
    assert values(columns.RECOGNISERS, text) == []


@pytest.mark.parametrize(
    ("heading", "value", "found"),
    [
        ("Expert", "Le Gall", True), ("Gestionnaire", "bodénès", True), ("Handler", "T Harker", True),
        ("Assigned to", "Ann", True),
        ("Suivi par", "Quéré", True), ("Insured", "Rahmani", True), ("Médecin", "Petit", True),
        ("Expert", "Comptabilité", False), ("Handler", "Default", False), ("Handler", "on_click()", False),
        ("Avocat", "à nommer", False),
        ("Nom, prénom", "BOZEC, Tudual", True), ("Nom / Prénom", "Bozec Tudual", True),
        ("Conducteur", "Le Roux", True),
        ("Policyholder", "Bram Oakes", True), ("Reporter", "s.quill", True), ("Agent", "Default", False),
        ("Nom", "Penrose, Maya", True), ("Owner", "Penrose, Maya", True),
    ],
)  # fmt: skip
def test_people_under_a_heading(heading: str, value: str, found: bool) -> None:
    text = f"{heading}\tStatut\n{value}\touvert"
    assert values(columns.RECOGNISERS, text, Kind.PERSON) == [value] * found


def test_a_mistyped_number_of_a_company_or_an_account_stays_hidden() -> None:
    text = "Client;SIRET;IBAN\nx;73282932000075;FR7630006000011234567890180\ny;à venir;"
    assert values(columns.RECOGNISERS, text) == ["73282932000075", "FR7630006000011234567890180"]


def test_what_is_quoted_holds_no_border() -> None:
    assert pieces('"Penhale, Maya",4471,"a ""b"" c",', ",") == [
        '"Penhale, Maya"',
        "4471",
        '"a ""b"" c"',
        "",
    ]
    assert pieces('Écran 24";12', ";") == ['Écran 24"', "12"]
    line = Line(0, '"Penhale, Maya",4471\r')
    assert [line.text[slice(*cell)] for cell in line.cells(",")] == ["Penhale, Maya", "4471"]
    text = 'Name,Case,Status\n"Penhale, Maya",4471,open'
    assert values(columns.RECOGNISERS, text) == ["Penhale, Maya", "4471"]


def phones(text: str) -> list[str]:
    found = RulesOnly().find([text])[0]
    return [text[f.span.start : f.span.end] for f in found if f.kind is Kind.PHONE]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nom;Tél;Montant\nx;06 39 98 12 34;1250\ny;06 39 98 56 78;210", ["06 39 98 12 34", "06 39 98 56 78"]),
        ("Montant;Nom;Téléphone\n1250000;x;06 39 98 12 34", ["06 39 98 12 34"]),
        ("| Nom | Tél | Effectif |\n|---|---|---|\n| x | 02 61 91 33 44 | 120 |", ["02 61 91 33 44"]),
        ("Name\tPhone\tOrders\tTotal\nx\t07700 900123\t12\t1250", ["07700 900123"]),
        ("Name;Mobile;Budget A;Budget B\nx;07700 900123;1200 1300;12 500", ["07700 900123"]),
        ("Téléphone;Durée (s);Coût\n06 39 98 12 34;45 120;1 420", ["06 39 98 12 34"]),
        ("Phone;Date;Calls\n01632 960118;12 03 2026;104", ["01632 960118"]),
        ("x | +33 6 39 98 12 34 | 12 | 1250\ny | +44 7700 900461 | 3 | 98", ["+33 6 39 98 12 34", "+44 7700 900461"]),
        ("x | +44 7700 900 | 461", ["+44 7700 900", "461"]),
        # A telephone parted over two cells, and one under a heading that says nothing of figures.
        ("Indicatif | Téléphone\n0033 | 6 39 98 12 34", ["0033", "6 39 98 12 34"]),
        ("Nom;Où appeler\nx;467 3395", ["467 3395"]),
        ("Téléphone\n467 3395", ["467 3395"]),
    ],
)  # fmt: skip
def test_figures_beside_telephones(text: str, found: list[str]) -> None:
    assert phones(text) == found


def test_a_word_for_calling_makes_no_telephone_of_too_many_figures() -> None:
    assert phones("call me: 467 3395 2026-03-01") == ["467 3395"]
    assert phones("rappelez au 02 61 91 33 44 120 fois") == ["02 61 91 33 44"]
    assert phones("call 12 34 about it") == []


@pytest.mark.parametrize(
    "heading", ["Montant HT", "Qté", "CA 2025", "Durée (s)", "Total", "Orders", "Nb commandes"]
)
def test_figures(heading: str) -> None:
    assert is_figures(heading)


@pytest.mark.parametrize(
    "heading", ["Téléphone", "Où appeler", "Value", "Note", "Contact", "Cachet"]
)
def test_no_figures(heading: str) -> None:
    assert not is_figures(heading)


def left(text: str, value: str, kind: Kind = Kind.ORG, rule: str = "ner") -> bool:
    """Whether a guess of the model is kept."""
    start = text.index(value)
    return [*headed([Hit(start, start + len(value), 0.7, kind, rule)], text)] != []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Dossier;Montant;Statut\n4471;12;clos", "Statut"),
        ("| Le Groupe | Échéance |\n|---|---|\n| a | b |", "Échéance"),
        ("Name,Phone,Orders,Revenue\nx,y,1,2", "Revenue"), ("Tâche ; Responsable\na ; b", "Tâche"),
        ("Durée (s)\tCoût\n12\t3", "Durée"), ("Nom;Poste;Service\nx;Comptable;Compta", "Comptable"),
        ("Name;Department\nx;Payroll", "Payroll"),
    ],
)  # fmt: skip
def test_headings_and_ordinary_cells_name_nobody(text: str, value: str) -> None:
    assert not left(text, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Semaine;Kerouanton;Bodénès\n12;35;39", "Kerouanton"),
        ("Critère;Horizon;Total Kerdraon\nPrix;1;2", "Horizon"),
        ("Critère;Horizon;Total Kerdraon\nPrix;1;2", "Total Kerdraon"), ("Produit;Prix\nHorizon;12", "Horizon"),
        ("Semaine;Rose;Total\n12;35;39", "Rose"),
        ("Tâche;Qui\nEnvoyer le contrat à Bleu Marée;x", "Bleu Marée"), ("Client;Montant\nHorizon;12", "Horizon"),
        ("Poste;Montant\nKerdraon;12", "Kerdraon"), ("J. Kerval, conseil ;\nMmes B. Oriel, conseil ;", "J. Kerval"),
        ("Statut de la demande. Horizon", "Horizon"), ("Statut ; oui", "Statut"),
    ],
)  # fmt: skip
def test_names_in_tables_stay_hidden(text: str, value: str) -> None:
    assert left(text, value)


def test_a_table_ends_with_its_columns() -> None:
    text = "Nom;Montant\nx;12\ny;13\nFin du tableau\nA;B\n1;2"
    found = [(len(table.heads), len(table.rows)) for table in tables(text)]
    assert found == [(2, 2), (2, 1)]


_QUOTED_BREAK = 'Nom;Adresse;Dossier\nx;"12 rue des Lilas\n29200 Brest";4471\ny;Brest;4472'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (_QUOTED_BREAK, ["4471", "4472"]),
        (_QUOTED_BREAK.replace(";", ","), ["4471", "4472"]),
        (_QUOTED_BREAK.replace(";", "\t").replace("\n", "\r\n"), ["4471", "4472"]),
        ('Dossier;Note\n4471;"un mot\nun autre ; et ""lui""\nla fin"\n4472;b', ["4471", "4472"]),
        ('Note;Dossier\n"un\ndeux";4471\nb;4472', ["4471", "4472"]),
        # A quote that nothing closes swallows no row.
        ('Nom;Dossier;Note\nx;4471;"ouvert\ny;4472;b\nz;4473;"c"', ["4471", "4472", "4473"]),
        ('Nom;Dossier;Écran\nx;4471;24"\ny;4472;19"', ["4471", "4472"]),
        # The last cells may be left out, in the first row too.
        ("Dossier;Statut;Note\n4471;clos\n4472;clos;b\n4473;clos\n4474;clos;d", ["4471", "4472", "4473", "4474"]),
        ("Dossier,Statut,Note\n4471,clos\n4472,clos,b", ["4471", "4472"]),
        ("Dossier;Statut;Note\n4471;clos;a\n4472\n4473;clos;b", ["4471", "4472", "4473"]),
        # … and another table may follow.
        ("Nom;Ville;Note\nx;y;z\nStatut;Dossier\nclos;4471", ["4471"]),
        ("Nom;Note\nx;z\nAutre tableau\nDossier;Statut\n4471;clos", ["4471"]),
        ("Dossier,Statut,Note\n4471,clos,b\n4472, c'est fini", ["4471"]),
    ],
)  # fmt: skip
def test_rows_are_read_whole(text: str, found: list[str]) -> None:
    assert values(columns.RECOGNISERS, text, Kind.CODE) == found


def test_the_heads_of_a_table_speak_of_its_rows_whatever_a_cell_holds() -> None:
    (table,) = tables('Nom;Poste;Note\nx;Comptable;"a\nb"\ny;Comptable\nz;Comptable;c')
    assert [len(row) for row in table.rows] == [3, 2, 3]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_name_that_goes_on_in_the_next_line_of_its_cell_is_hidden_whole(end: str) -> None:
    text = f'Dossier;Nom;Montant\n1;"Yann{end}Kervadec";12\n2;Ida;13'
    start = text.index("Yann")
    (hit,) = headed([Hit(start, start + 4, 0.9, Kind.PERSON, "ner")], text)
    assert text[hit.start : hit.end] == f"Yann{end}Kervadec"
    note = f'Nom;Note\n"Yann";"Ida{end}12 jours"\nb;c'
    start = note.index("Ida")
    (kept,) = headed([Hit(start, start + 3, 0.9, Kind.PERSON, "ner")], note)
    assert note[kept.start : kept.end] == "Ida"


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("date_naissance", "14/07/2001"), ("Date de naissance", "2001-07-14"), ("Naissance", "14 juillet 2001"),
        ("né(e) le", "14.07.2001"), ("DDN", "14/07/01"), ("DOB", "1983-05-12"), ("Date of birth", "12 May 1983"),
        ("birth_date", "1983-05-12"),
    ],
)  # fmt: skip
def test_births_under_a_heading_are_births(heading: str, value: str, sign: str) -> None:
    text = _written((heading, "Embauche"), [(value, "2020-01-02")], sign)
    found = next(iter(RulesOnly().find([text])))
    births = [f for f in found if f.rule == "birth_date"]
    assert [text[f.span.start : f.span.end] for f in births] == [value]


@pytest.mark.parametrize(
    ("heads", "value", "kept"),
    [
        (("Désignation", "Qté"), "Penhale", True), (("Item", "Price"), "Okafor", True),
        (("Désignation", "Qté"), "Vanne", False), (("Description", "Qty"), "Desk Lamp", False),
    ],
)  # fmt: skip
def test_who_is_billed_stands_among_the_goods(
    heads: tuple[str, str], value: str, *, kept: bool
) -> None:
    text = f"{';'.join(heads)}\n{value};3"
    at = text.index(value)
    guess = Hit(at, at + len(value), 0.7, Kind.PERSON, "ner")
    assert ([*headed([guess], text)] == [guess]) is kept


@pytest.mark.parametrize(
    ("heads", "row", "kept"),
    [
        (("Désignation", "Qté"), ("Agrafeuse Rapid", "3"), False),
        (("Description", "Unit price"), ("Ironmongery", "120.00"), False),
        # Who worked, a company, what stands behind the goods, and no price beside them.
        (("Désignation", "Qté"), ("Kervella Youenn", "3"), True),
        (("Description", "Qty"), ("Horizon Bleu SARL", "1"), True),
        (("Désignation", "Payeur"), ("Agrafeuse Rapid", "Nord"), True),
        (("Package", "Version"), ("Django", "5.1.2"), False), (("Statut", "Badge"), ("In Progress", "3"), False),
        (("Statut", "Badge"), ("Kervella", "3"), True), (("Mon", "Badge"), ("OFF", "3"), False),
    ],
)  # fmt: skip
def test_guesses_that_the_heading_speaks_against(
    heads: tuple[str, str], row: tuple[str, str], *, kept: bool
) -> None:
    text = f"{';'.join(heads)}\n{';'.join(row)}"
    at = text.index(row[0])
    guess = Hit(at, at + len(row[0]), 0.7, Kind.ORG, "ner")
    assert ([*headed([guess], text)] == [guess]) is kept
