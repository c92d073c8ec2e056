"""An amount that is gross in the sources is not net, nor is one before tax one with it."""

import pytest

from assistant.types import Status

from .asking import claims

TABLE = "Montant HT : 4 800 €\nTVA : 960 €\nMontant TTC : 5 760 €"
BOTH = "Le salaire est de 2 500 € bruts, soit 1 950 € nets."


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("Le salaire est fixé à 2 500 € bruts par mois.", "Le salaire est de 2 500 € nets par mois."),
        ("Le salaire brut mensuel est de 2 500 €.", "Le salaire est de 2 500 € nets par mois."),
        (BOTH, "Le salaire est de 2 500 € nets."),
        (BOTH, "Le salaire brut est de 1 950 €."),
        ("Le devis s’élève à 4 800 € HT.", "Le devis est de 4 800 € TTC."),
        (TABLE, "Le montant est de 4 800 € TTC."),
        (TABLE, "Le devis est de 5 760 € hors taxes."),
        ("The salary is £2,500 gross a month.", "The salary is £2,500 net a month."),
        ("The quote is £4,800 excluding tax.", "The quote is £4,800 including tax."),
        ("Le loyer est de 640 € charges comprises.", "Le loyer est de 640 € hors charges."),
        ("Rent: 640 € excluding bills.", "The rent is 640 € including bills."),
        ("The gross salary is £2,500 and the net salary £1,950.", "The net salary is £2,500."),
    ],
)  # fmt: skip
def test_an_amount_reckoned_otherwise_is_altered_or_contradicted(source: str, answer: str) -> None:
    (status,) = claims(answer, source).values()
    assert status in (Status.ALTERED, Status.CONTRADICTED)


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        (BOTH, "Le salaire net est de 1 950 €."),
        (BOTH, "Le salaire est de 2 500 € bruts."),
        (BOTH, "Le salaire est de 2 500 €."),
        (TABLE, "Le total est de 5 760 € toutes taxes comprises."),
        ("HT 500 € TTC 600 €", "Le total est de 500 € HT."),
        ("HT 500 € TTC 600 €", "Le total est de 600 € TTC."),
        ("Le devis s’élève à 4 800 €.", "Le devis est de 4 800 € TTC."),
        ("Le bénéfice net est de 300 000 €, le brut aussi de 300 000 €.", "Le bénéfice brut est de 300 000 €."),
        ("The gross salary is £2,500 and the net salary £1,950.", "The net salary is £1,950."),
    ],
)  # fmt: skip
def test_an_amount_reckoned_alike_or_not_told_is_found(source: str, answer: str) -> None:
    assert set(claims(answer, source).values()) == {Status.SUPPORTED}
