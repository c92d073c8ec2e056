"""Collects the messages of the code into the French catalogue and compiles it: `make locale`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PO = ROOT / "assistant/locale/fr/LC_MESSAGES/hygie.po"
PACKAGES = ("assistant", "guards", "prompts", "knowledge", "tui", "proxy")
_KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}


def collected() -> Catalog:
    """Return every message of the code, sorted; places by file without line numbers."""
    catalogue = Catalog(project="hygie", charset="utf-8")
    for package in PACKAGES:
        found = extract_from_dir(ROOT / package, [("**.py", "python")], keywords=_KEYWORDS)
        for name, _line, message, _comments, _context in found:
            catalogue.add(message, locations=[(f"{package}/{name}", 0)])
    return catalogue


def french() -> Catalog:
    """Return the French catalogue as it is on disk."""
    if not PO.exists():
        return Catalog(locale="fr", project="hygie", charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale="fr")


def compiled(catalogue: Catalog) -> bytes:
    """Return the binary catalogue that gettext reads."""
    # Dates would make every compilation differ from the last.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main() -> int:
    """Merge, write and compile; say what is still to be translated."""
    catalogue = french()
    catalogue.update(collected(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, no_location=True, omit_header=True)
    PO.with_suffix(".mo").write_bytes(compiled(catalogue))
    missing = [m.id for m in catalogue if m.id and not _translated(m.string)]
    for message in missing:
        print(f"to translate: {message!r}", file=sys.stderr)
    return 0


def _translated(string: object) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


if __name__ == "__main__":
    sys.exit(main())
