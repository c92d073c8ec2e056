"""Companies named by a town and their trade: « Brest logistique a livré », « chez Lyon transports »."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.types import Kind
from guards.detection.folding import fold
from guards.detection.needs import needed, standing
from guards.detection.rule import MATCH_SECONDS, Hit, Recogniser
from guards.detection.wordlists import PLACES, is_listed

_TRADES = (
    "ambulances", "aménagement", "assurances", "automobiles", "bâtiment", "béton", "bureautique", "carrelage", "chauffage",
    "communication", "conseil", "construction", "constructions", "courtage", "couverture", "déménagement", "déménagements",
    "dépannage", "distribution", "électricité", "emballage", "emballages", "énergie", "étanchéité", "événementiel", "fermetures",
    "formation", "fret", "gardiennage", "gestion", "habitat", "immobilier", "impression", "imprimerie", "industrie",
    "industries", "informatique", "ingénierie", "intérim", "isolation", "levage", "logistique", "maçonnerie", "maintenance",
    "matériaux", "menuiserie", "métallurgie", "nautisme", "nettoyage", "patrimoine", "paysage", "peinture", "plomberie", "pneus",
    "propreté", "ravalement", "recyclage", "rénovation", "restauration", "sécurité", "serrurerie", "services", "taxis",
    "terrassement", "toiture", "transport", "transports", "voyages",
)  # fmt: skip
_NAME = regex.compile(
    rf"(?<![\w'’-])(?:\p{{Lu}}[\p{{L}}'’-]+[ ])?(?P<last>\p{{Lu}}[\p{{L}}'’-]+)[ ](?:{'|'.join(_TRADES)})(?![\w-])"
)
# Without an article, a town's noun is the subject of a verb only if both are a name.
_ACTS = regex.compile(
    r"[ ](?:(?:nous|vous|leur|lui|ne|se)[ ]|[ns]['’])?(?:a|avait|aura|est|était|sera|doit|devra|va|peut|livre|facture|propose|"
    r"assure|recrute|embauche|emploie|refuse|demande|accepte|conteste|réclame|répond|intervient|s['’]engage)(?!\w)"
)
_OF_TOWN = regex.compile(
    r"(?:(?<!\w)(?:à|au|de|en|sur|vers|depuis|pour|dans|entre|par|sans|et|ou|comme|où)|,)[ ]\Z",
    regex.IGNORECASE,
)
_OF_COMPANY = regex.compile(
    r"(?<!\w)(?:chez|soci[ée]t[ée]|entreprise|cliente?|fournisseur|prestataire|transporteur|sous-traitant|employeur|filiale|"
    r"contrat[ ]avec|(?:facture|devis|salari[ée]e?s?|g[ée]rante?|dirigeante?|camions?)[ ]de)[ ]\Z",
    regex.IGNORECASE,
)
_NEAR = 20


class TownCompanies:
    """A known town and a trade in small letters, where the words beside them say that they are one name."""

    name = "town_company"
    kinds: tuple[Kind, ...] = (Kind.ORG,)
    needs = needed(map(fold, _TRADES))

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the companies."""
        if self.needs.isdisjoint(standing(text).strings):
            return
        for match in _NAME.finditer(text, timeout=MATCH_SECONDS):
            start = _start(text, match)
            if start is not None and _is_name(text, start, match.end()):
                yield Hit(start, match.end(), 0.8, Kind.ORG, self.name)


def _start(text: str, match: regex.Match[str]) -> int | None:
    """Where the town begins, of two words or of one: « Le Mans », « hier Nantes »."""
    end = match.end("last")
    starts = (match.start(), match.start("last"))
    return next((at for at in starts if is_listed(text[at:end], *PLACES)), None)


def _is_name(text: str, start: int, end: int) -> bool:
    before = max(0, start - _NEAR)
    if _OF_COMPANY.search(text, before, start):
        return True
    return _ACTS.match(text, end) is not None and _OF_TOWN.search(text, before, start) is None


RECOGNISERS: tuple[Recogniser, ...] = (TownCompanies(),)
