"""A vault of 150 linked notes in French and English, with PDFs, mails and a mojibake note.

Everyone and everything in it is invented.
"""

from pathlib import Path

from tests.knowledge.made_days import days
from tests.knowledge.made_files import pdf
from tests.knowledge.test_readers_office import XLSX

TOLD = {
    "Maison/Chaudière.md": "---\ntags: [maison/entretien]\naliases: [Chauffage]\n---\n# Chaudière\n\n"
    "## Entretien\n\n"
    "Le technicien passe le 14 octobre ; il faut purger les radiateurs la veille. Voir [[Assurance]].\n",
    "Maison/Assurance.md": "# Assurance habitation\n\n> [!warning] Franchise\n"
    "> La franchise dégât des eaux est de 240 euros.\n\n"
    "Le contrat se renouvelle chaque 1er mars. ^echeance\n",
    "Travail/Projet Colvert.md": "---\ndate: 2026-02-03\ntags: [travail]\n---\n# Projet Colvert\n\n"
    "Le comité a retenu le fournisseur Larivaud pour les capteurs. La mise en service est repoussée à juin.\n",
    "Travail/Onboarding.md": "# Onboarding\n\nNew colleagues get their badge from the reception desk on the first "
    "morning. "
    "The laptop must be encrypted before it leaves the building. See [[Projet Colvert]].\n",
    "Cuisine/Pain.md": "# Pain au levain\n\nCuisson : 45 minutes à 230 °C, vapeur "
    "pendant le premier quart d'heure. #recette\n",
    "Travel/Lisbon.md": "# Lisbon\n\nThe tram that climbs to the castle is number 28. "
    "Our flat had no lift and four flights of stairs.\n",
    "Santé/Vaccins.md": "# Vaccins\n\nRappel de tétanos prévu en 2031. Carnet dans le tiroir du bureau.\n",
}
BROKEN = "# Transition\n\nLe num√©rique repr√©sente 4 % des √©missions de l‚Äôentreprise.\n"
MAIL = (
    "From: Ines Moreau <ines@example.org>\nTo: team@example.org\nDate: Mon, 2 Mar 2026 09:00:00 +0100\n"
    "Subject: Garden shed key\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
    "The key of the garden shed hangs behind the blue door of the garage.\n"
)
LEASE = [
    ["Bail d'habitation", "Entre les soussignés, le bailleur et le locataire."],
    [
        "Article 4 - Dépôt",
        "Le dépôt de garantie est fixé à 1 350 euros.",
        "Il est rendu sous deux mois.",
    ],
]
TICKETS = [["Night train", "Coach 14, berth 32, departure at 21:47 from platform 6."]]
SECOND_MAIL = (
    "From: Etude Garrigue <etude@example.org>\nTo: moi@example.org\nDate: Tue, 3 Mar 2026 10:00:00 +0100\n"
    "Subject: Signature\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
    "La signature chez le notaire aura lieu le 9 avril, avec une pièce d'identité.\n"
)

QUESTIONS = {
    "Quand le technicien vient-il pour le chauffage ?": "Chaudière.md",
    "Combien reste à ma charge en cas de fuite d'eau ?": "Assurance.md",
    "Quel fournisseur a été choisi pour les capteurs ?": "Projet Colvert.md",
    "Where do newcomers pick up their badge?": "Onboarding.md",
    "À quelle température cuire le pain ?": "Pain.md",
    "Which tram goes up to the castle?": "Lisbon.md",
    "En quelle année refaire le tétanos ?": "Vaccins.md",
    "Quelle part des émissions vient du numérique ?": "Transition.md",
    "Where is the key to the shed?": "shed.eml",
    "When does the night train leave?": "tickets.pdf",
    "Quel jour ai-je rendez-vous chez le notaire ?": "notary.eml",
    "Quel dépôt de garantie ai-je versé pour l'appartement ?": "bail.pdf",
}
"""Twelve questions with the document that answers each."""

UNKNOWN = (
    "Which moon of Jupiter has an ocean under its ice?",
    "Comment accorder un clavecin baroque ?",
    "What is the exchange rate of the Japanese yen?",
)


def write(folder: Path) -> None:
    """Write the vault."""
    for name, text in TOLD.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "Travail" / "Transition.md").write_text(BROKEN, encoding="utf-8")
    (folder / "Mail").mkdir()
    (folder / "Mail" / "shed.eml").write_text(MAIL, encoding="utf-8")
    (folder / "Mail" / "notary.eml").write_text(SECOND_MAIL, encoding="utf-8")
    (folder / "bail.pdf").write_bytes(pdf(LEASE))
    (folder / "Travel" / "tickets.pdf").write_bytes(pdf(TICKETS))
    (folder / "Travail" / "Budget.xlsx").write_bytes(XLSX)
    (folder / ".obsidian").mkdir()
    (folder / ".obsidian" / "app.json").write_text("{}")
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    journal = folder / "Journal"
    journal.mkdir()
    for name, text in days(150 - len(TOLD) - 6, ("Projet Colvert", "Chaudière", "Lisbon")):
        (journal / f"{name}.md").write_text(text, encoding="utf-8")
