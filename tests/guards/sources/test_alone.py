"""What is told of an answer without sources: what cannot be right is found, the rest left alone."""

import time

import pytest

from assistant.types import ClaimKind, Status

from .asking import claims, statements, verdicts

WRONG = r"""
Le livre porte l'ISBN 978-0-306-40615-8.
ISBN-13: 978-0-306-40615-1 is the second edition.
ISBN 0-306-40615-3 est l'édition reliée.
The journal has ISSN 0378-5954.
La revue (ISSN : 2049-3631) paraît deux fois l'an.
Her ORCID is https://orcid.org/0000-0002-1825-0098.
ORCID : 0000-0001-5109-3701.
See arXiv:2313.01234 for the proof.
Voir https://arxiv.org/abs/1700.12345.
Le SIREN est 732 829 321.
SIRET : 732 829 320 00075.
Numéro SIREN : 123456789.
IBAN FR76 3000 6000 0112 3456 7890 188.
Son IBAN : GB82 WEST 1234 5698 7654 33.
NIR : 2 55 08 14 168 025 39.
Le numéro de sécurité sociale est 1 85 05 78 006 084 37.
ECLI:FR:CCASS:20:SO00123 est l'arrêt de principe.
CELEX : 3ABC6R0679 donne le texte.
NOR : MT12030854D a été publié.
See https://exa..mple.org/page for more.
The site is http://example.org:99999/start today.
12 + 30 = 45
Soit 12 € + 30 € = 45 €.
So 100 - 30 = 60.
Le calcul est simple : 15 × 12 = 190.
We get 144 / 12 = 14 a month.
20 % de 150 € font 40 €.
20% of 150 is 40.
15 % of 80 = 14.
Ainsi, 12 et 30 font 45.
So 12 plus 30 equals 45.
12 fois 4 font 50.
3 × 12,50 € = 39 €
1,2 M€ + 300 k€ = 1,6 M€
25 / 200 = 15 %
1 500 + 2 500 + 300 = 4 200
2 h + 30 min = 4 h
- 5 + 7 + 9 = 22
The sum: 1,500 + 2,500 = 4,500 people.
10 × 3 + 5 = 45
La TVA : 20 % × 150 € = 35 €.
La réunion a lieu le lundi 3 mars 2026.
The hearing is on Monday, March 3, 2026.
Rendez-vous le jeudi 14/08/2026.
Il est mort le 31 février 2024.
The deadline is 30 February 2025.
Le 31 avril 2023, le contrat a pris fin.
On Friday 5 June 2024 the shop opens.
Née en 1980, elle avait 50 ans en 2024.
Born in 1950, he died in 1990 at the age of 45.
Paul (1920-1985) est mort à 70 ans.
Born in 1980, she was 52 in 2024.
Du 3 mars 2026 au 10 mars 2026, soit 12 jours.
From 3 March 2026 to 31 March 2026, that is 8 weeks.
De 2010 à 2015, soit 9 ans, il dirigea le service.
From 2001 to 2004, that is 8 years.
12 + 30 = 45. Le devis précédent était faux.
Le devis de mars était faux. 12 + 30 = 45.
The report you sent was not wrong about Leeds. 12 + 30 = 45.
The parcel was sent to the wrong address. The invoice gives 12 € + 30 € = 45 €.
La réunion a lieu le lundi 3 mars 2026. L'adresse donnée n'était pas la bonne.
La réunion n'est pas reportée. Elle a lieu le lundi 3 mars 2026.
- Loyer : 700 €\n- Charges : 80 €\n- Assurance : 20 €\n\nTotal : 900 €
- Rent: $700\n- Food: $300\n\nTotal: $1,100
1. Lyon : 12 salariés\n2. Lille : 30 salariés\nTotal : 45 salariés
| Poste | Coût |\n|---|---|\n| Loyer | 700 € |\n| Repas | 300 € |\n| **Total** | **1 100 €** |
| City | Staff |\n|---|---|\n| York | 12 |\n| Leeds | 30 |\n| Total | 45 |
Le budget annuel du service est de 40 000 €. Il est voté. Le budget annuel du service est de 45 000 €.
The lease of the workshop runs for 12 months. It is signed. The lease of the workshop runs for 18 months.
""".strip().splitlines()

HARMLESS = r"""
Le livre porte l'ISBN 978-0-306-40615-7.
ISBN-10: 0-306-40615-2 is older.
The journal has ISSN 0378-5955.
Her ORCID is https://orcid.org/0000-0002-1825-0097.
See arXiv:2312.01234v2 and arXiv:0704.0001.
Le SIREN est 732 829 320, le SIRET 732 829 320 00074.
SIRET : 356 000 000 49837, un bureau de La Poste.
IBAN FR76 3000 6000 0112 3456 7890 189.
NIR : 2 55 08 14 168 025 38.
ECLI:FR:CCASS:2020:SO00123 est l'arrêt de principe.
CELEX : 32016R0679 donne le texte.
NOR : MTRT2030854D a été publié.
See https://doi.org/10.5555/12345678 and http://localhost:8000/docs.
La commande n° 978-0-306-40615-8 est partie.
Appelez le 01 99 00 12 34, poste 732 829 321.
The phone is 0378-5954, room 12.
L'article L. 1237-19 du code du travail et le règlement (UE) 2016/679.
12 + 30 = 42
20 % de 150 € font 30 €.
10 / 3 = 3,33
2 / 3 = 0,66
33,3 % + 33,3 % + 33,3 % = 100 %
33,33 € × 3 = 100 €
x + 3 + 2 = 7
2^3 + 4 = 12
(2 + 3) × 4 = 20
2 × (3 + 4) = 14
7 + 8 = 3 (mod 12)
12 + 30 = 45 est faux.
12 + 30 = 45. C'est faux.
He wrote 12 + 30 = 45. That is wrong.
Vous écrivez : « 12 + 30 = 45 ». C'est une erreur de calcul.
12 + 30 = 45\nCe calcul est incorrect.
Ce calcul est incorrect :\n12 + 30 = 45
## Erreurs fréquentes\n\n- 12 + 30 = 45
12 + 30 = 45. Wrong!
Faux ! 12 + 30 = 45.
12 + 30 = 45. The right answer is 42, not what he says.
The text gives Monday, March 4, 2026. This date is wrong.
Le courrier dit lundi 3 mars 2026. C'est une erreur, c'est un mardi.
En binaire on compte autrement. Ainsi 10 + 10 = 100.
12 et 30 ne font pas 45.
Est-ce que 12 + 30 = 45 ?
En binaire, 10 + 10 = 100.
100 + 20 % = 120
Environ 1 000 × 3,1 = 3 000.
1.5 + 2.25 = 3.75
1,500 + 2,500 = 4,000
1.500 + 2.500 = 4.000
30 / 150 = 20 %
60 min + 30 min = 1,5 h
a = 5 + 3 = 8
5 - 3 + 2 = 4 and 10 − 4 × 2 = 2
Version 2.1 + 3.0 = next, 1 + 1 = 2.
20% of 150 employees is more than 25.
Le projet compte 12 et 30 salariés, soit deux équipes.
La réunion a lieu le mardi 3 mars 2026.
Monday to Friday, 3 March 2026 onwards.
Le lundi 2 et mardi 3 mars 2026.
On Tuesday, March 3, 2026 we meet.
Le 29 février 2024 était un jeudi ; le 29 février tombe tous les quatre ans.
Le lundi 3 mars 2026 n'existe pas.
Le vendredi 13 octobre 1307, il fut arrêté.
Née en 1980, elle avait 44 ans en 2024.
Born in 1980, she had a child at 25 and moved to York in 2010.
Born in 1950, he died in 1990 at the age of 39.
Paul (1920-1985) est mort à 64 ans, Anne à 70 ans.
Du 3 mars 2026 au 10 mars 2026, soit 8 jours.
Du 1er janvier au 31 mars 2026, soit 3 mois.
Du 3 mars 2026 au 10 mars 2026, soit 6 jours ouvrés.
De 2010 à 2015, soit 6 ans.
- Loyer : 700 €\n- Charges : 80 €\n- Assurance : 20 €\n\nTotal : 800 €
- Rent: $700\n- Food: $300\n- Discount: $50\n\nTotal: $950
- 2 × 12 €\n- 30 €\nTotal : 54 €
- Sous-total : 100 €\n- Livraison : 20 €\nTotal : 120 €
- Paris: 12.4%\n- York: 30.3%\n- Leeds: 57.4%\nTotal: 100%
| Poste | Prix unitaire | Quantité |\n|---|---|---|\n| Stylo | 2 € | 10 |\n| Cahier | 3 € | 5 |\n| Total | 35 € | 15 |
| City | Staff |\n|---|---|\n| York | 12 |\n| Leeds | 30 |\n| Total | 42 |
| Année | Ventes |\n|---|---|\n| 2023 | 12 |\n| 2024 | n.d. |\n| Total | 45 |
Le prix mensuel de cet abonnement est de 40 €. B est une autre offre. Le prix mensuel de cet abonnement est de 50 €.
Le budget annuel du service est de 40 000 €. Le budget annuel du service est de 40 k€.
The first lease of the workshop runs for 12 months. Then the lease of the workshop runs for 18 months.
La recette demande 3 œufs et 12 g de sel, à 180 °C pendant 25 min.
Call 12-30-45 or write to room 7/8 = north wing.
""".strip().splitlines()


@pytest.mark.parametrize("answer", WRONG)
def test_what_cannot_be_right_is_told(answer: str) -> None:
    found = statements(answer.replace("\\n", "\n"))
    assert Status.CONTRADICTED in found


@pytest.mark.parametrize("answer", HARMLESS)
def test_what_may_be_right_is_left_unchecked(answer: str) -> None:
    found = verdicts(answer.replace("\\n", "\n"))
    assert {v.status for v in found} == {Status.UNCHECKED}, [v.reason for v in found]


def test_a_right_check_digit_is_well_formed_and_never_said_to_exist() -> None:
    found = verdicts("Le livre porte l'ISBN 978-0-306-40615-7.")
    told = next(v for v in found if v.claim.kind is ClaimKind.IDENTIFIER)
    assert (told.status, told.claim.text.reveal()) == (Status.UNCHECKED, "978-0-306-40615-7")
    assert told.reason == "Well formed (ISBN); not looked up, so it may not exist."


def test_the_reason_gives_what_the_figures_give() -> None:
    answer = "20 % de 150 € font 40 €. La réunion a lieu le lundi 3 mars 2026."
    reasons = [v.reason for v in verdicts(answer) if v.status is Status.CONTRADICTED]
    assert "gives 30, the answer says 40 €" in reasons[0]
    assert "mardi" in reasons[2]


def test_a_wrong_check_digit_is_told_of_a_reference_that_no_source_has() -> None:
    source = "Le livre porte l'ISBN 978-0-306-40615-7 et parut en 1999."
    found = verdicts("Le livre porte l'ISBN 978-0-306-40615-8.", source)
    told = next(v for v in found if v.claim.kind is ClaimKind.IDENTIFIER)
    assert told.status is Status.NOT_FOUND
    assert "check digit" in told.reason
    wrong = "Le livre porte l'ISBN 978-0-306-40615-8 et parut."
    assert claims(wrong, wrong)["978-0-306-40615-8"] is Status.SUPPORTED


def test_code_is_not_reckoned() -> None:
    assert statements("```\n12 + 30 = 45\n```") == [Status.UNCHECKED]


@pytest.mark.parametrize(
    "piece",
    ["12 + 30 = 45. ", "12 + ", "(1 + ", "- a : 3 €\n", "| a | 3 |\n", "lundi 3 mars 2026, ",
     "ISBN 978-0-306-40615-8 ", "https://a.b/ ", "Née en 1980, ", "du 3 mars 2026 au ",
     "1.234 + 1.234 = ", "code de la ", "art. L. 1 du ", "ORCID " * 3, "a" * 50, "= = "],
)  # fmt: skip
def test_a_hundred_thousand_characters_take_bounded_time(piece: str) -> None:
    answer = (piece * (100_000 // len(piece)))[:100_000]
    began = time.process_time()
    found = verdicts(answer)
    assert not any(v.status is Status.SUPPORTED for v in found)
    assert time.process_time() - began < 12
