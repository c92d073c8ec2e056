"""Writes the two examples that are not plain text: a Word contract and a PDF letter.

Run from the root of the project: `python examples/make_binary.py [FOLDER]`.
"""

# ruff: noqa: E501  (a paragraph is one line, as in the document)
from __future__ import annotations

import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

HEADER = "Contrat n° LRV-2026-0038 – Confidentiel"
FOOTER = (
    "Larivaud Conseil SARL – 5, impasse des Corderies, 17000 La Rochelle – SIRET 000 481 725 00026"
)
# A line starts with its style: `#` title, `##` article, `-` list; `@` stands for the table.
CONTRACT = """
# Contrat de prestation de services
Entre les soussignées :
La société Larivaud Conseil, SARL au capital de 20 000 €, dont le siège est au 5, impasse des Corderies, 17000 La Rochelle, immatriculée sous le SIRET 000 481 725 00026, représentée par sa gérante, Mme Bérengère LARIVAUD, ci-après « le Prestataire »,
Et la Coopérative des Trois-Vallées, dont le siège est au 112, route de Moûtiers, 73200 Albertville, SIRET 000 719 361 00024, représentée par son président, M. Jean-Loup du PLESSIX, ci-après « le Client »,
il a été convenu ce qui suit.
## Article 1 – Objet
Le Prestataire accompagne le Client dans le choix et l'installation d'un logiciel de gestion de stock pour ses deux sites (Albertville et Ugine). Il désigne M. Hakim Zerrouki comme interlocuteur unique, joignable au 05 36 49 27 03 et à h.zerrouki@larivaud.example.fr.
## Article 2 – Durée
Le contrat prend effet le 1er avril 2026 et se termine le 30 septembre 2026. Il n'est pas reconduit tacitement.
## Article 3 – Prix et calendrier
Le prix est ferme : 43 750 € HT, soit 52 500 € TTC, payable à 30 jours fin de mois selon l'échéancier ci-dessous.
@
Les frais de déplacement sont remboursés sur justificatifs, dans la limite de 2 400 €. Les virements sont faits sur le compte FR76 3000 6000 0112 3456 7890 189, ouvert au nom de Larivaud Conseil.
## Article 4 – Obligations des parties
Le Client :
- met à disposition un bureau et un accès à son réseau,
- fournit l'inventaire arrêté au 31 mars 2026,
- désigne un référent par site : Mme Solveig Anthonioz (Albertville) et Ahmed, chef de quai, pour Ugine.
Le Prestataire est tenu a une obligation de moyens. Il remet chaque vendredi un compte rendu écrit.
## Article 5 – Confidentialité et données personnelles
Les tarifs fournisseurs, la liste des 184 adhérents et leurs coordonnées ne sortent pas des locaux du Client. Le Prestataire ne les transmet à aucun service en ligne sans accord écrit de la déléguée à la protection des données, Me Sixtine Vial-Corbet (dpo@trois-vallees.example.org, 04 65 71 88 19).
Cette obligation dure cinq ans après la fin du contrat. Sa violation donne lieu à une indemnité forfaitaire de 15 000 €.
## Article 6 – Résiliation
Chaque partie peut mettre fin au contrat par lettre recommandée, moyennant un préavis d'un mois. Les travaux réalisés à cette date sont dus.
## Article 7 – Litiges
A défaut d'accord amiable sous 60 jours, le tribunal de commerce de Chambéry est seul compétent.
Fait à Albertville, le 17 mars 2026, en deux exemplaires.
Pour le Prestataire : Bérengère LARIVAUD, gérante
Pour le Client : Jean-Loup du PLESSIX, président
"""
SCHEDULE = (
    ("Étape", "Livrable", "Échéance", "Montant HT"),
    ("1. Analyse", "Cahier des charges signé par Mme Anthonioz", "30 avril 2026", "12 250 €"),
    ("2. Choix", "Grille de comparaison, 3 éditeurs au moins", "29 mai 2026", "8 750 €"),
    ("3. Installation", "Site d'Albertville en service", "31 juillet 2026", "14 000 €"),
    (
        "4. Clôture",
        "Site d'Ugine en service, formation de 12 personnes",
        "30 septembre 2026",
        "8 750 €",
    ),
)
LETTER = """
Thistlewood Analytics Ltd
The Old Maltings, 41 Cooper's Row, Harrogate HG1 9ZZ
Telephone 01632 960417

PRIVATE AND CONFIDENTIAL

Ms Oluwaseun Adeyemi-Clarke
Flat 7, 128 Palmerston Road
Leeds LS6 9XX

16 February 2026

Dear Oluwaseun,

Offer of employment: Senior Data Engineer

Following your interviews on 29 January and 6 February with Rhys Pemberton and Dr Fiona MacAllister, I am delighted to offer you the position of Senior Data Engineer in our Harrogate office. You will report to Rhys, Head of Platform.

Start date. Monday 4 May 2026, or sooner if Kestrel & Byrne release you early from your three month notice.

Salary. £58,500 a year, paid on the 25th of each month, plus a signing bonus of £3,000 which is repayable if you leave within twelve months. Your salary is reviewed each April. As agreed on the phone, we match the 8% pension contribution of your present employer.

Hours. 37.5 hours a week, of which two days from home. Given what you told us about your treatment at St Brannock's Hospital, Wednesdays will be kept free of meetings until the end of August.

Leave. 27 days plus bank holidays.

Equipment. A laptop and a phone; Zsófia in IT will call you on 07700 900863 to arrange delivery.

This offer is subject to two satisfactory references. You named Mrs Patricia O'Hanlon (+1 212-555-0143, p.ohanlon@kestrel-byrne.example.com) and Mr de Groot. We will not contact either before you have resigned. We also need to see your passport and proof of your National Insurance number, which you gave us as QQ 12 34 56 C.

For the payroll please confirm your bank details: sort code 00-00-00, account number 00012345, in the name of O T Adeyemi-Clarke, and your date of birth, 23 September 1991.

Please sign and return one copy of this letter by Friday 27 February 2026. If you have any question, call me on 01632 960417 (ext. 22) or write to gareth.lloyd-price@thistlewood.example.org. I am away on the 19th; Amira can help you then.

We were all very impressed and look foward to welcoming you to the team.

Yours sincerely,

Gareth LLOYD-PRICE
Head of People, Thistlewood Analytics Ltd


I accept the offer on the terms above.

Signed ..............................    Date ..............................

Enc. Draft contract of employment (ref. TWA/HR/2026/0117), staff handbook
"""
_LINES_A_PAGE = 50


def write_contract(path: Path) -> None:
    """Write the service contract as docx."""
    from docx import Document

    word = Document()
    word.core_properties.author = "Larivaud Conseil"
    word.sections[0].header.paragraphs[0].text = HEADER
    word.sections[0].footer.paragraphs[0].text = FOOTER
    styles = {"#": "Title", "##": "Heading 1", "-": "List Bullet"}
    for line in CONTRACT.strip().splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "@":
            _add_table(word.add_table(0, len(SCHEDULE[0])))
        elif mark in styles:
            word.add_paragraph(rest, styles[mark])
        else:
            word.add_paragraph(line)
    word.save(str(path))


def _add_table(table: object) -> None:
    from docx.table import Table

    assert isinstance(table, Table)
    for row in SCHEDULE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def write_letter(path: Path) -> None:
    """Write the offer letter as PDF."""
    lines = [w for line in LETTER.strip().splitlines() for w in textwrap.wrap(line, 88) or [""]]
    pages = [lines[at : at + _LINES_A_PAGE] for at in range(0, len(lines), _LINES_A_PAGE)]
    path.write_bytes(pdf(pages))


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """Return a PDF with one line of Helvetica per string; characters are those of Windows-1252."""
    numbers = range(4, 4 + 2 * len(pages), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in zip(numbers, pages, strict=True):
        bodies += [_page(number + 1), _stream(lines)]
    return _assembled(bodies)


def _page(content: int) -> bytes:
    resources = "/Resources << /Font << /F1 3 0 R >> >>"
    box = "/MediaBox [0 0 595 842]"
    return f"<< /Type /Page /Parent 2 0 R {box} {resources} /Contents {content} 0 R >>".encode()


def _stream(lines: Sequence[str]) -> bytes:
    shown = [line.translate({ord(c): f"\\{c}" for c in "\\()"}) for line in lines]
    drawn = "BT /F1 11 Tf 15 TL 60 780 Td " + " ".join(f"({line}) Tj T*" for line in shown) + " ET"
    data = drawn.encode("cp1252")
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _assembled(bodies: Sequence[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    table = b"0000000000 65535 f \n"
    for number, body in enumerate(bodies, start=1):
        table += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size = len(bodies) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n" % size + table + trailer


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent)
    write_contract(folder / "contrat-prestation.docx")
    write_letter(folder / "offer-letter.pdf")
