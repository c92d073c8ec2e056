"""Forty planted identifiers: none is in what leaves, all come back."""

import base64
import io
import logging

import pytest

from assistant.types import Destination, Message, Private, Review, Role
from guards.engine import ConfidentialityGuard
from guards.pseudonyms.vault import MemoryVault

PLANTED = {
    "Mme {} a appelé.": ["Élodie Lefèvre", "de La Tour-Maubert"],
    "M. {} répond.": ["Karim BENALI", "Vasseur"],
    "Dear Ms {},": ["Priya Raghunathan", "O'Hallorahan"],
    "Écrivez à {} svp.": [
        "elodie.lefevre@example.org", "k.benali@exämple.fr", "paie＠example.com",
        "marie (at) example (point) fr",
    ],
    "Tél. {} le soir.": [
        "06 39 98 00 12", "+33 1 99 00 12 34", "06\u202f39\u202f98\u202f00\u202f13", "(202) 555-0143",
        "+44 20 7946 0958",
    ],
    "NIR : {} noté.": ["1 84 12 76 451 089 46", "291042A00412387"],
    "SIRET {} ok.": ["732 829 320 00074", "73282932000082"],
    "IBAN {} reçu.": ["FR76 3000 6000 0112 3456 7890 189", "DE89370400440532013000"],
    "La carte {} expire.": ["4111 1111 1111 1111", "378282246310005"],
    "Née le {} ici.": ["12/03/1984", "3 avril 1991"],
    "Passeport n° {} valide.": ["12AB34567"],
    "Véhicule {} garé.": ["AB-123-CD"],
    "Elle habite {}.": ["12 bis, rue des Lilas, 69003 Lyon", "4 avenue Jean-Moulin"],
    "Serveur {} arrêté.": ["srv-paie-02", "192.0.2.17", "nas.nordelle.lan"],
    "Voir {} demain.": ["https://wiki.nordelle.example/rh?id=7", "/home/elefevre/paie.xlsx"],
    "password = {}": ["Tr0ub4dor&3"],
    "Clé {} .": ["AKIA" + "IOSFODNN7EXAMPLE", "ghp_" + "a1B2" * 9],
    "Contrat n° {} signé.": ["CT-2026-0042"],
    "SSN {} filed.": ["078-05-1120"],
    "La société {} paie.": ["Nordelle Énergie SAS"],
    "Encodé : {} .": [base64.b64encode(b"tel 06 39 98 00 77").decode()],
}  # fmt: skip


def test_none_leaves_and_all_come_back(
    guard: ConfidentialityGuard, capsys: pytest.CaptureFixture[str]
) -> None:
    values = [value for own in PLANTED.values() for value in own]
    lines = [form.format(value) for form, own in PLANTED.items() for value in own]
    assert len(values) >= 40
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    logging.getLogger().addHandler(handler)
    vault = MemoryVault()
    try:
        proposal = guard.propose(
            [Message(Role.USER, Private("\n".join(lines)))], vault, Destination.WORLD
        )
        out = guard.seal(proposal, Review(), vault)[0].text
    finally:
        logging.getLogger().removeHandler(handler)
    assert [value for value in values if value in out] == []
    noise = "".join(capsys.readouterr()) + heard.getvalue() + repr(proposal)
    assert [value for value in values if value in noise] == []
    restorer = guard.restorer(vault)
    assert restorer.feed(out) + restorer.close() == "\n".join(lines)


def test_history_of_two_languages(guard: ConfidentialityGuard) -> None:
    texts = [
        "Mme LEFÈVRE Élodie conteste le licenciement décidé par M. Vasseur.",
        "Priya Raghunathan from Nordelle wrote that Élodie was absent on Monday.",
        "elodie lefevre n'a pas répondu à vasseur.",
    ]
    vault = MemoryVault()
    messages = [Message(Role.USER, Private(text)) for text in texts]
    sealed = guard.seal(guard.propose(messages, vault, Destination.WORLD), Review(), vault)
    out = " ".join(message.text for message in sealed).casefold()
    assert not any(
        word in out for word in ("lef", "élodie", "elodie", "priya", "raghu", "nordelle")
    )
