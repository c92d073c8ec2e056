"""Cells below the name of a person: hidden whatever their words mean, unless they plainly name nobody."""

import pytest

from assistant.types import Kind
from guards.detection.detector import Detector
from guards.detection.recognizers.tables import labelled_columns
from guards.detection.recognizers.tables.headings_of_people import below
from tests.guards.finding import RulesOnly, values


@pytest.mark.parametrize(
    "heading",
    [
        "Prénom", "NOM Prénom", "nom_prenom", "Nom du salarié", "Nom élève", "Nom de l'agent",
        "Nom de jeune fille", "Salariés", "Salarié(e)",
        "Salarié·e", "Collaboratrice", "Adhérent", "**Patient**", "Patient(e)s", "Employés",
        "Chef de projet", "Personne à contacter",
        "first_name", "LastName",
        "Full name", "employee name", "Student's name", "Name of the tenant", "Candidate", "Staff member",
    ],
)  # fmt: skip
def test_headings_of_people(heading: str) -> None:
    assert below(heading) == "people"


@pytest.mark.parametrize(
    "heading", ["Adhérents", "**Patients**", "Candidates", "Participants", "Abonnés", "Students"]
)
def test_headings_of_several_people(heading: str) -> None:
    assert below(heading) == "several"


@pytest.mark.parametrize(
    "heading", ["Client", "Clients", "Nom du client", "Customer", "customer_name"]
)
def test_headings_of_clients(heading: str) -> None:
    assert below(heading) == "clients"


@pytest.mark.parametrize(
    "heading", ["Nom", "Name", "Parent 1", "N+1", "Owner", "Requested by", "Affecté à"]
)
def test_headings_of_people_perhaps(heading: str) -> None:
    assert below(heading) == "perhaps"


@pytest.mark.parametrize(
    "heading",
    [
        "Nom du produit", "Nom du fichier", "Nom de la colonne", "Nom commun", "Name of column", "Product name",
        "filename", "Team name",
        "Host name", "Client ID", "Type de client", "Date de contact", "Number of patients", "Patientèle",
    ],
)  # fmt: skip
def test_headings_of_other_things(heading: str) -> None:
    assert below(heading) == ""


def people(text: str) -> list[str]:
    return values(labelled_columns.RECOGNISERS, text, Kind.PERSON)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Salarié", "petit"), ("Prénom", "rose"), ("Salariés", "le bail"), ("Employee", "grant long"),
        ("last_name", "wood"),
        ("Patient", "PAGE"), ("Élève", "roux, marin"), ("Candidate", "a fitzwarren"), ("Staff member", "st. john"),
        ("Customer", "thistle"), ("Client", "3 moulins"), ("Client", "dray & sons"),
        ("Salarié", "an tran"), ("Employee", "or cohen"), ("Patient", "to huu"), ("Name", "no kim"),
        ("Nom", "an tran"),
        ("Gérant", "kerouanton"), ("Reports to", "bo lindqvist"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_somebody(heading: str, cell: str, sign: str) -> None:
    assert people(f"{heading}{sign}Statut\n{cell}{sign}ok") == [cell]


@pytest.mark.parametrize(
    "cell",
    [
        "12", "", "-", "n/a", "N/A", "TBC", "oui", "non", "yes", "no", "inconnu", "à nommer", "Non renseigné",
        "to be confirmed",
        "no one", "no answer", "in a meeting",
        "en cours", "poste vacant", "equipe support", "ops", "Hommes", "total", "u1042", "voir avec yann, il sait",
        "wants a call back on Monday about the lease",
    ],
)  # fmt: skip
@pytest.mark.parametrize("heading", ["Salarié", "Employee", "Client", "Manager"])
def test_nobody(heading: str, cell: str) -> None:
    assert people(f"{heading};Statut\n{cell};ok") == []


def test_a_name_is_told_from_a_thing_by_the_columns_beside_it() -> None:
    assert people("Nom;Prix\ntable;12") == []
    assert people("Nom;Prénom\ntable;rose") == ["table", "rose"]
    assert people("Name,Email,Note\nwill pope,w@oak.test,ok") == ["will pope"]
    assert people("Name,Type,Default\ncustomer_id,int,0\ntotal,int,0") == []
    assert people("Lead;Source\nchaud;web") == []


@pytest.mark.parametrize(
    "text",
    [
        "Client;Version;OS\nFirefox;120;Linux\ncurl;8.1;macOS", "Agent;Version\nFluent Bit;2.1",
        "Host;CPU\ngateway;3%",
        "Host;Status\ngateway;ok", "Study;Patients\nA;healthy volunteers\nB;Postmenopausal women",
        "Students;Score\nGroup A;12\nOverall;12", "Term;Candidates\ndb;Postgres, MySQL\ncache;Redis / Memcached",
        "Réunion;Participants\nBudget;Toute la classe", "Mois;Abonnés\nMars;stable\nMai;environ mille",
        "Users;Rights\nEditors;write", "Compte;Tiers;Débit\n512;Virement interne;5",
        "Tiers;Price\nGold;10\nStarter;0",
        "Nom;Prix;Stock\nPerceuse Titan;49,90;12\nScie sauteuse;89,00;3", "Name,Price,Stock\nBlue Widget,4.90,12",
    ],
)  # fmt: skip
def test_groups_machines_and_goods_are_no_people(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Patients;Score\nkerouanton;12\npetit;3\nwood;4", ["kerouanton", "petit", "wood"]),
        ("Students;Score\ngrace;12\npierre;3", ["grace", "pierre"]),
        ("Nom;Prix\nPierre Martin;12", ["Pierre Martin"]),
        ("Patients;Score\nle bail;12\nLa Porte;3", ["le bail", "La Porte"]),
        ("Patients;Email\ntable;t@oak.test", ["table"]),
        ("Client;Version;Email\nkerouanton;2;k@oak.test", ["kerouanton"]),
        ("Client;Prix\nkerouanton;12", ["kerouanton"]), ("Nom;Montant\nkerouanton;12", ["kerouanton"]),
        ("Nom;Prix\nYann Kerouanton;12", ["Yann Kerouanton"]), ("Tiers;Débit\nkerouanton;12", ["kerouanton"]),
        ("Host;Email\nkerouanton;k@oak.test", ["kerouanton"]), ("Host;Date\nRose May;mars", ["Rose May"]),
    ],
)  # fmt: skip
def test_people_below_the_same_headings_stay_hidden(text: str, found: list[str]) -> None:
    assert people(text) == found


def test_several_people_in_a_cell_are_hidden_each() -> None:
    text = "Participants;Heure\nyann (rh), le goff et petit;14h\nwood / pope;15h\npage - absent;16h"
    assert people(text) == ["yann", "le goff", "petit", "wood", "pope", "page"]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("petit, 45 ans", "petit"), ("petit 4432", "petit"), ("petit / 4432", "petit"), ("roux – chef", "roux"),
        ("petit : rh", "petit"), ("O'Brien 3", "O'Brien"), ("roux n°2", "roux"), ("petit (chef) 12", "petit"),
        ("grant long [on leave]", "grant long"), ("long → Lyon", "long"), ("petit?", "petit"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("heading", ["Salarié", "Employee", "Patient"])
def test_what_stands_behind_a_name_does_not_show_it(heading: str, cell: str, name: str) -> None:
    assert people(f"{heading}\tStatut\n{cell}\tok") == [name]


def test_of_what_may_be_a_thing_a_number_makes_no_person() -> None:
    assert people("Name;Note\ntable 3;ok\npage: run it;ok") == []
    assert people("Owner;Note\npetit / roux;ok") == ["petit", "roux"]


def test_a_company_below_client_is_called_so(detector: Detector) -> None:
    text = "Client;Montant\nHorizon Bleu SARL;12\nsarl breizh;13\nkerouanton;14"
    found = {text[f.span.start : f.span.end]: f.kind for f in RulesOnly().find([text])[0]}
    assert found == {
        "Horizon Bleu SARL": Kind.ORG,
        "sarl breizh": Kind.ORG,
        "kerouanton": Kind.PERSON,
    }
    spoken = "Client;Montant\nHorizon;12"
    assert [f.kind for f in detector.find([spoken])[0]] == [Kind.ORG]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["Kerouanton;120", "Le Goff;80", "Bellamy;45"], ["Kerouanton", "Le Goff", "Bellamy"]),
        (["Julie Kerouanton;12", "Ferrand;15", "Marc;10"], ["Julie Kerouanton", "Ferrand", "Marc"]),
        (["Hazel Fitzwarren;12", "Oakhanger;3", "Penhale;3", "Tremblath;2"],
         ["Hazel Fitzwarren", "Oakhanger", "Penhale", "Tremblath"]),
        # A figure, an ordinary word, or no first name at all: goods.
        (["Ramette papier;4", "Agrafeuse Rapid;12", "Écran 24;149"], []),
        (["Kerouanton;120", "Agrafeuse;12", "Tournevis;8"], []),
        (["Rose;4", "Tulipe jaune;5", "Terreau 20 l;9", "Arrosoir;12", "Pot;3"], ["Rose"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("heading", ["Nom;Prix", "Name;Price"])
def test_all_the_cells_tell_people_from_goods(
    heading: str, rows: list[str], found: list[str]
) -> None:
    assert people("\n".join([heading, *rows])) == found
