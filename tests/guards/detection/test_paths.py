"""Files of people and of a company's shares."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import paths
from tests.guards.finding import values


@pytest.mark.parametrize(
    "path",
    [
        "/partage/achats/portail/export_0403.csv", "/Volumes/paie/2026", "/rh/dossiers/evaluation_t3.docx",
        "C:\\Partage\\Achats\\export.csv", "P:\\clients\\2026\\devis.xlsx", "/home/mdupont/paie.xlsx",
    ],
)  # fmt: skip
def test_found_without_what_ends_the_sentence(path: str) -> None:
    for text in (f"Voir {path}.", f"Le fichier `{path}` et", f"(dans {path})", f"{path}, puis"):
        assert values(paths.RULES, text, Kind.PATH) == [path]


@pytest.mark.parametrize(
    "text",
    [
        "/usr/local/bin/python3", "/etc/nginx/nginx.conf", "/api/v1/users/list.csv", "et/ou", "/partage",
        "12/03/2026", "/mnt/backup", "/srv/www/html", "C:\\Windows\\System32\\notes.txt", "C:\\new\\table", "https://example.org/rh/paie/a.pdf",
        "src/components/menu.txt", "/static/img/logo.png", "a / b / c.txt", "./data/rh/paie.csv",
    ],
)  # fmt: skip
def test_left(text: str) -> None:
    assert values(paths.RULES, text) == []
