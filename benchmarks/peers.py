"""Other detectors, for the guard's table; each is left out when it is not installed.

They are no dependency of the project: install `anonyfy`, `euredact` and `unpii` to see them in the table.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.scoring import Found

Engine = Callable[[str, str], list[Found]]

_EUREDACT = {
    "PERSON_NAME": "PERSON",
    "ORGANISATION_NAME": "ORG",
    "BANK_ACCOUNT": "IBAN",
    "IP_ADDRESS": "IP",
    "IPV6_ADDRESS": "IP",
    "MAC_ADDRESS": "MAC",
    "LICENSE_PLATE": "PLATE",
    "SOCIAL_HANDLE": "USERNAME",
    "FINANCIAL_AMOUNT": "AMOUNT",
    "SSN": "NATIONAL_ID",
    "HEALTH_INSURANCE": "NATIONAL_ID",
    "PASSPORT": "ID_DOC",
    "DRIVERS_LICENSE": "ID_DOC",
    "RESIDENCE_PERMIT": "ID_DOC",
    "VAT": "COMPANY_ID",
    "CHAMBER_OF_COMMERCE": "COMPANY_ID",
    "INTERNAL_ID": "CODE",
    "DOB": "DATE",
}
_UNPII = {"SSN": "NATIONAL_ID", "BIRTH_DATE": "DATE", "CARD": "CREDIT_CARD"}
_ANONYFY = {
    "PRENOM": "PERSON",
    "PATRONYME": "PERSON",
    "VOIE": "ADDRESS",
    "COMMUNE": "LOCATION",
    "TELEPHONE": "PHONE",
    "NIR": "NATIONAL_ID",
    "SIREN": "COMPANY_ID",
    "SIRET": "COMPANY_ID",
    "TVA": "COMPANY_ID",
    "CARTE": "CREDIT_CARD",
    "PLAQUE": "PLATE",
}


def euredact() -> Engine:
    """European identifiers by rules; names only with a model that is not part of the package."""
    from euredact import redact  # type: ignore[import-not-found]

    def find(text: str, lang: str) -> list[Found]:
        found = redact(text, detect_dates=True, cache=False).detections
        names = [(one.start, one.end, one.entity_type.name) for one in found]
        return [(start, end, _EUREDACT.get(kind, kind)) for start, end, kind in names]

    return find


def unpii() -> Engine:
    """French identifiers and medical words by rules."""
    from unpii import find_spans  # type: ignore[import-not-found]

    def find(text: str, lang: str) -> list[Found]:
        return [(s.start, s.end, _UNPII.get(s.category, s.category)) for s in find_spans(text)]

    return find


def anonyfy() -> Engine:
    """French names and identifiers from lists; where it changed the text is what it found."""
    from anonyfy import Vault  # type: ignore[import-not-found]

    def find(text: str, lang: str) -> list[Found]:
        try:
            with tempfile.TemporaryDirectory() as folder:
                key, registry = secrets.token_bytes(32), str(Path(folder) / "registry")
                masked = Vault(key=key, scope="benchmark", registry_path=registry).mask(text)
        except Exception:  # noqa: BLE001  (a surrogate that collides stops it: nothing is found)
            return []
        changed = SequenceMatcher(None, text, masked.text, autojunk=False).get_opcodes()
        kinds = [
            (one.start, one.end, _ANONYFY.get(one.type.name, one.type.name))
            for one in masked.entities
        ]
        return [
            (a, b, next((kind for start, end, kind in kinds if start < d and c < end), "OTHER"))
            for tag, a, b, c, d in changed
            if tag != "equal" and a < b
        ]

    return find
