"""The examples are read as they are meant, and hold nothing that could belong to someone."""

import re
import runpy
from pathlib import Path

import pytest

from knowledge.readers import read_document
from tests.knowledge.made_files import EXAMPLES

PHRASES = {
    "fil-mails.txt": [
        "Objet : Portail fournisseurs - où en est-on ?",
        "contrat BRV-2025-0417, jalon 3",
        "14 bis, rue des Tanneurs, 44190 Clisson",
        "> à 10 %, soit 8 640 € au maximum.",
    ],
    "contrat-prestation.docx": [
        "Contrat n° LRV-2026-0038 – Confidentiel",
        "# Article 5 – Confidentialité et données personnelles",
        "| 3. Installation | Site d'Albertville en service | 31 juillet 2026 | 14 000 € |",
        "- désigne un référent par site : Mme Solveig Anthonioz",
        "SIRET 000 481 725 00026",
    ],
    "reunion.md": ["# Point d'équipe – reprise du dossier Sautereau", "— Moi, répond Paul-Henri."],
    "offer-letter.pdf": [
        "Dear Oluwaseun,",
        "Salary. £58,500 a year",
        "gareth.lloyd-price@thistlewood.example.org",
        "Zsófia in IT will call you on 07700 900863",
        "staff handbook",
    ],
    "ticket-support.eml": [
        "Cc: Priya Raghunathan <priya.raghunathan@quillon.example.com>, Gaëlle Le Bihan",
        "Subject: [QLN-48213] Paiements en erreur depuis cette nuit - urgent",
        "Attachments: thread-dump-prd-pay-02.log, capture-ecran-Le-Bihan.png",
        "\tat fr.ferrandine.paiement.Caisse.encaisser(Caisse.java:88)",
        "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
    ],
    "depenses.csv": ["E-00644;KOVAČ;Danijela;Technique", ";TOTAL janvier 2026;1884,69;"],
    "saved-page.html": [
        "# Congés et absences",
        "- Prévenir son responsable de vive voix",
        "| M. Olivier VAN DEN BROECK | 01/12/2025 | 31/05/2026 | Sarah, en intérim |",
    ],
}
NOTICES = {"ticket-support.eml": 1, "saved-page.html": 1}
_PHONE = re.compile(r"\b0\d(?:[ \xa0]\d\d){4}\b")
_FICTION = ("01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49", "06 39 98")
_DOMAIN = re.compile(r"(?:@|https?://)([\w.-]+)")


@pytest.mark.parametrize("name", PHRASES)
def test_an_example_is_read_with_its_layout(name: str) -> None:
    document = read_document(EXAMPLES / name)
    for phrase in PHRASES[name]:
        assert phrase in document.text.reveal()
    assert len(document.notices) == NOTICES.get(name, 0)


def test_what_a_page_or_a_mail_keeps_from_view_stays_out() -> None:
    page = read_document(EXAMPLES / "saved-page.html").text.reveal()
    assert "Connecté en tant que" not in page
    assert "jeton" not in page
    assert "TIMED_WAITING" not in read_document(EXAMPLES / "ticket-support.eml").text.reveal()


def test_every_file_of_the_folder_is_read_or_explained() -> None:
    names = {path.name for path in EXAMPLES.iterdir() if path.is_file()}
    index = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert names >= set(PHRASES)
    assert {name for name in names if f"`{name}`" not in index} == {"README.md"}


@pytest.mark.parametrize("name", PHRASES)
def test_phones_and_domains_are_of_the_ranges_kept_for_fiction(name: str) -> None:
    text = read_document(EXAMPLES / name).text.reveal()
    for phone in _PHONE.findall(text):
        assert phone.replace("\xa0", " ").startswith(_FICTION)
    for domain in _DOMAIN.findall(text):
        host = domain.rstrip(".")
        assert re.search(r"(?:\.example\.(?:org|com|fr)|\.test)$", host), host


def test_the_script_writes_the_examples_again(tmp_path: Path) -> None:
    made = runpy.run_path(str(EXAMPLES / "make_binary.py"))
    made["write_contract"](tmp_path / "contrat-prestation.docx")
    made["write_letter"](tmp_path / "offer-letter.pdf")
    for path in tmp_path.glob("*.*"):
        assert read_document(path).text == read_document(EXAMPLES / path.name).text
