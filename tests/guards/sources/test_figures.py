import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.types import Status

from .asking import claims, statements, verdicts

S, A, N, D, U = (
    Status.SUPPORTED,
    Status.ALTERED,
    Status.NOT_FOUND,
    Status.DERIVED,
    Status.UNCHECKED,
)


@pytest.mark.parametrize(
    "written",
    ["12 000 €", "12\u202f000\u00a0€", "12k€", "12 k€", "€12,000", "12 000 euros", "12.000 €",
     "12,000 EUR", "EUR 12,000"],
)  # fmt: skip
def test_an_amount_is_one_amount_however_it_is_written(written: str) -> None:
    assert set(claims(f"Il a payé {written} hier.", "Le prix de 12 000 € est dû.").values()) == {S}


@pytest.mark.parametrize(
    "written",
    ["le 3 mai 2024", "le 03/05/2024", "le 2024-05-03", "on May 3, 2024", "on 3 May 2024",
     "the 3rd of May 2024", "le 3.5.2024", "en mai 2024", "en 2024"],
)  # fmt: skip
def test_a_date_is_one_date_however_it_is_written(written: str) -> None:
    assert set(claims(f"Il est né {written} ici.", "Né le 3 mai 2024 à Lyon.").values()) == {S}


@pytest.mark.parametrize("written", ["14 h 30", "14h30", "14:30", "2:30 pm", "2.30 km"])
def test_a_time_of_day_is_one_time_however_it_is_written(written: str) -> None:
    expected = N if "km" in written else S
    assert set(claims(f"Rendez-vous à {written} demain.", "Début à 14 h 30.").values()) == {
        expected
    }


@pytest.mark.parametrize(
    ("answer", "source", "status"),
    [
        ("Soit 1,2 M€ au total.", "Un montant de 1 200 000 €.", S),
        ("It cost $3.5bn then.", "A price of 3.5 billion dollars.", S),
        ("Une part de 12,5 % ici.", "A share of 12.5 percent.", S),
        ("Il y avait 25 personnes.", "Vingt-cinq personnes sont venues.", S),
        ("About 90 people came.", "Quatre-vingt-dix personnes.", S),
        ("A total of 235,000 homes.", "some 235, 000 homes", S),
        ("A total of 235, 000 homes.", "some 235,000 homes", S),
        ("Entre 10 et 20 % des cas.", "entre 10 % et 20 % des cas", S),
        ("Between 30 and 50 million.", "from 30 million to 50 million", S),
        ("Une distance de 1,5 km.", "distance : 1500 m", S),
        ("Heat it to 350°F now.", "bake at 350 degrees", S),
        ("Un prix de 12 000 $.", "Un prix de 12 000 €.", A),
        ("Une hausse de 45 %.", "Une hausse de 45 €.", A),
        ("A rise of -15 % here.", "A rise of 15 % here it was.", A),
        ("Une baisse de 15 % en mai.", "Évolution : -15 % en mai.", S),
        ("Growth was -15 % in May.", "Sales fell by 15 % in May.", S),
        ("Une hausse de 15 % en mai.", "Évolution : -15 % en mai.", A),
        ("It was 1.2 billion dollars.", "It was 1.2 million dollars.", A),
        ("Le 3 mai 2023 à midi.", "Le 3 mai 2024 à Paris.", A),
        ("Une part de 45 %.", "Nous avons 45 employés.", U),
        ("Un total de 77 tonnes.", "Un total de 12 tonnes.", N),
        ("In 1987 it began.", "In 1978 it began there.", N),
        ("Le 4 juin 2024.", "Le 3 mai 2024.", N),
    ],
)
def test_figures_are_compared_by_value_and_unit(answer: str, source: str, status: Status) -> None:
    assert set(claims(answer, source).values()) == {status}


@pytest.mark.parametrize(
    ("answer", "source", "formula"),
    [
        ("Au total 2 000 000 €.", "1 200 000 € en mai et 800 000 € en juin.", "+"),
        ("L'écart est de 400 000 €.", "1 200 000 € en mai et 800 000 € en juin.", "−"),
        ("The fee is $250 in all.", "A 5 % fee on a price of $5,000.", "×"),
        ("Il a duré 12 ans, de 2010 à 2022.", "Débuté en 2010, fini en 2022.", "−"),
        ("From 80 to 60, a fall of 25 %.", "It was 80 and is 60 now.", "/"),
        ("About 3,500 people came.", "In all 3,512 people came.", "rounds"),
        ("Bake at 350°F (177°C).", "Bake at 350 °F.", "converts"),
    ],
)
def test_a_figure_that_follows_from_two_others_is_derived_and_says_how(
    answer: str, source: str, formula: str
) -> None:
    derived = [v for v in verdicts(answer, source) if v.status is D and v.evidence]
    assert derived
    assert formula in derived[0].reason


def test_single_digits_list_numbers_and_citation_marks_are_no_claims() -> None:
    answer = "1. Prenez 3 pommes [12].\n2. Et 5 poires [1, 13].\n12) Fini"
    assert claims(answer, "Une recette.") == {}


def test_a_single_digit_counts_with_money_a_percentage_or_a_scale() -> None:
    answer = "Il faut 5 € et 3 % de 2 millions."
    assert set(claims(answer, "Une recette.").values()) == {N}


def test_the_english_verb_may_is_no_month() -> None:
    assert claims("You may 30 times try.", "Try 30 times.") == {"30": S}
    assert claims("It was on May 30.", "You may 30 times try.") == {"May 30": N}


def test_the_day_of_a_date_written_alone_is_found() -> None:
    assert claims("La réunion du 12 est annulée.", "Réunion le 12 mai 2024.") == {"12": S}
    assert set(claims("Du 12 au 15 mai 2024.", "From 2024-05-12 to 2024-05-15.").values()) == {S}


@given(st.integers(10, 10**9), st.sampled_from(["€", "km", "%", "personnes", ""]), st.data())
def test_a_digit_changed_in_a_copied_figure_is_never_supported(
    number: int, unit: str, data: st.DataObject
) -> None:
    digits = str(number)
    at = data.draw(st.integers(0, len(digits) - 1))
    digit = data.draw(st.sampled_from("123456789"))
    assume(digits[at] != digit)
    changed = f"{digits[:at]}{digit}{digits[at + 1 :]}"
    found = claims(f"Voici {changed} {unit} comptés.", f"Le total fait {digits} {unit} comptés.")
    assert S not in found.values()
    assert found


@given(st.integers(10, 10**12), st.sampled_from([" ", "\u00a0", "\u202f", ",", "."]))
def test_digits_are_joined_across_any_separator(number: int, separator: str) -> None:
    written = f"{number:,}".replace(",", separator)
    assert set(claims(f"Un total de {written} euros.", f"En tout {number} euros.").values()) == {S}


@given(st.data())
def test_a_digit_changed_in_a_copied_date_or_time_is_never_supported(data: st.DataObject) -> None:
    copied = data.draw(
        st.sampled_from(
            ["23 mai 2019", "2019-05-23", "23/05/2019", "May 23, 2019", "14:35", "14h35"]
        )
    )
    at = data.draw(st.sampled_from([i for i, c in enumerate(copied) if c.isdigit()]))
    digit = data.draw(st.sampled_from("0123456789"))
    assume(copied[at] != digit)
    changed = f"{copied[:at]}{digit}{copied[at + 1 :]}"
    assert statements(f"Tout a changé : {changed}.", f"On a dit {copied} hier.") in ([A], [N])
