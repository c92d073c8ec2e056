"""References in groups or after a whole label, and the ordinary numbers beside the same words."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import references
from tests.guards.finding import RulesOnly, findings, values

RULES = RulesOnly()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("contrat n° HH 7745881", "HH 7745881"),
        ("le contrat n° HH 7745-881 court", "HH 7745-881"),
        ("police n° 7745 8812", "7745 8812"),
        ("réf. client 88 412 907", "88 412 907"),
        ("dossier DOS 2026 4471", "DOS 2026 4471"),
        ("n° de contrat HH 7745881", "HH 7745881"),
        ("N° CONTRAT : HH 7745881", "HH 7745881"),
        ("Mon numéro de contrat est HH-7745881.", "HH-7745881"),
        ("numéro de dossier : 7745 8812", "7745 8812"),
        ("n° de dossier 2026-4471", "2026-4471"),
        ("no de sinistre 2026 00817", "2026 00817"),
        ("facture n° 88 412 907 du 3 mars 2026", "88 412 907"),
        ("dossier n° 7745 8812 12 mars 2026", "7745 8812"),
        ("client n° 7745 8812 06 39 98 41 27", "7745 8812"),
        ("facture n° 88 412 907, 250 € à payer", "88 412 907"),
        ("(policy no. HH 7745881)", "HH 7745881"),
        ("Your order no. HH 7745881 may arrive late", "HH 7745881"),
        ("Claim no. 7745 8812 4471 may be closed", "7745 8812 4471"),
        ("commande n° 7745 8812 4471 articles manquants", "7745 8812 4471"),
        ("Facture n° 7745 8812 juin 2026", "7745 8812"),
        ("policy HH 7745881", "HH 7745881"),
        ("My contract number is HH-7745881", "HH-7745881"),
        ("my policy number\nis HH-7745881", "HH-7745881"),
        ("customer ref is OAK/88/4127", "OAK/88/4127"),
        ("Contract no. 2026 00817", "2026 00817"),
        ("Customer no. 40 118 220", "40 118 220"),
        ("customer reference number 40 118 220", "40 118 220"),
        ("customer no. 7745 8812 07700 900417", "7745 8812"),
        ("order ref: 4471 8812", "4471 8812"),
        ("Votre contrat d'assurance habitation n° HH 7745881 court", "HH 7745881"),
        ("le contrat de location n° 7745 8812", "7745 8812"),
        ("N/Réf. 88 412 907", "88 412 907"),
        ("réf. : HH 7745881", "HH 7745881"),
        ("Réf : 88 412 907", "88 412 907"),
        ("your ref HH 7745881", "HH 7745881"),
        ("our reference is OAK/88/4127", "OAK/88/4127"),
        ("claim #4471 8812 12 March 2026", "4471 8812"),
    ],
)
def test_whole_references(text: str, value: str) -> None:
    found = [f for f in RULES.find([text])[0] if f.kind is Kind.CODE]
    assert [text[f.span.start : f.span.end] for f in found] == [value]


@pytest.mark.parametrize("text",
    ["contrat n° 12 du 3 mars 2026", "CONTRAT N° 12 DU 3 MARS 2026", "dossier 2026", "dossier UE 2026",
     "police 12 points", "réf. 4 pages", "réf. client 4 412 pages", "client n° 100 000",
     "commande n° 12 250 €", "facture n° 447 1 250,00 €", "facture n° 4471 12/03/2026",
     "facture n° 4471 14:30", "facture n° 4471 250 €", "dossier n° 4471 12 mars",
     "client n° 4471 06 39 98 41 27", "client SIREN 732 829 320", "contrat EDF 2026 12 mois",
     "ticket TGV 8412", "dossier PDF 1920 1080", "un marché de 12 500 000 habitants",
     "le dossier de 2026 4471 pages", "dossier no 12 page 4", "le numéro de contrat est joint",
     "le n° de dossier est en 12 chiffres", "le compte est de 12 500 points", "order no. 5 of 7",
     "order no. 12 500 units", "number of orders: 12 500", "the number of customers 40 118 220",
     "customers number 12 500 in all", "our customer number 1 000 000 joined", "ORDER NUMBER IN 2026",
     "contract number is 12 characters long", "The invoice number is 2026", "policy no. HH 2026",
     "order EUR 250 000", "order USD 1250000", "no customer 40 118 220", "no policy 2026 00817",
     "case C 131 12", "case no. 12 2 May", "The customer paid 40 118 220 pounds",
     "contract no. 12 of 20 March 2026", "file size is 40 118 220", "the order is 4471 8812", "police 12 500",
     "voir réf. 12", "la référence en 4 tomes", "le produit de référence 12 500 €", "a reference to 2026 00817",
     "reference 1 000 000", "référence NF 12", "with reference to 40 118 220", "le client de Lyon n° 12 habite là"],
)  # fmt: skip
def test_ordinary_numbers(text: str) -> None:
    assert values(references.RULES, text) == []


@pytest.mark.parametrize("text",
    ["contrats n° 7745 8812, 7745 8813 et 7746 8814 du 3 mars",
     "contract nos. 7745 8812, 7745 8813 and 7746 8814, 3 in all"],
)  # fmt: skip
def test_every_reference_of_a_list(text: str) -> None:
    assert values(references.RULES, text) == ["7745 8812", "7745 8813", "7746 8814"]


@pytest.mark.parametrize(
    "text",
    ["contrat n° 7745 8812 et 12 500 €", "contrat n° 7745 8812 et 06 39 98 41 27",
     "order no. 7745 8812 and 12 500 items",
     "contrat n° 7745 8812, 12 mars 2026", "contrat n° 7745 8812 et 10 000 autres",
     "contract no. 7745 8812, 07700 900417"],
)  # fmt: skip
def test_what_follows_a_reference_is_none(text: str) -> None:
    assert values(references.RULES, text) == ["7745 8812"]


def test_a_bank_account_stays_one() -> None:
    found = findings(RULES._recognisers, "account no. 1234 5678")
    assert [f.kind for f in found] == [Kind.BANK_ACCOUNT]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("her case is 10442", "10442"),
        ("mon dossier, c'est le A-4471", "A-4471"),
        ("my policy is 4418827, thanks", "4418827"),
        ("votre contrat est le 77458", "77458"),
        ("Réf. interne 2291-B", "2291-B"),
        ("internal: our external ref, ref. external OAK/4127", "OAK/4127"),
        ("Quote QT-4471", "QT-4471"),
        ("quotation no. 10442", "10442"),
        ("chèque n° 4471882", "4471882"),
        ("cheque no. 447188", "447188"),
    ],
)
def test_one_s_own_file_and_more_papers(text: str, value: str) -> None:
    assert value in [text[f.span.start : f.span.end] for f in RULES.find([text])[0]]


@pytest.mark.parametrize(
    "text",
    ["my file is 120000 long", "our order is 1200 units", "my file is 4500 lines", "my case is closed",
     "my order is SHA256 hashed",
     "the case is 10442", "chèque de 1250", "quote of the day", "quoted 4418827 times"],
)  # fmt: skip
def test_what_is_said_of_one_s_own_file(text: str) -> None:
    assert RULES.find([text])[0] == []
