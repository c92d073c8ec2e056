"""Words that call for a sum, in French and English: « au total », « per month », « le double ».

With many figures at hand nearly any number is some sum of two; only a sum that is called for is tried.
Apostrophes are plain in what is read here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from . import taxes

_MORE = r"(?:more|less|fewer|higher|lower)(?! than [~$€£]?\d)"


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE)


SUM = _words(
    r"total\w*|totaux|en tout|ensemble|sommes?|cumul\w*|additionn\w+|soit|confondus?|réunis"
    r"|sums?|in all|altogether|together|combined|overall|both|adds? up|comes? to|add(?:ed|ing)?"
)
DIFFERENCE = _words(
    r"écarts?|différences?|rest\w+|solde|marge|de (?:plus|moins)|(?:plus|moins)(?= que)|économi\w+|excédents?|déficits?"
    r"|manqu\w+|supérieure?s?|inférieure?s?|gagn\w+|perd\w*|pertes?|gain\w*|net\w*|soit"
    r"|differences?|gaps?|remain\w*|left|balance|margin|sav(?:e|es|ed|ings?)|surplus|deficit"
    r"|dépass\w+|excèd\w+|exceed\w*|short(?:fall)?|owe[ds]?|outstanding|later|earlier"
    rf"|{_MORE}"
)
RISE = _words(
    r"augment\w+|hausses?|haussé\w*|progress\w+|croî\w+|croiss\w+|accr[uo]\w+|bond\w*"
    r"|gagn\w+|mont\w+|majoration|de plus(?! de)"
    r"|ris(?:e|es|en|ing)|rose|increas\w+|grew|grow(?:s|n|th|ing)?|gain\w*|climb\w*|jump\w*"
    r"|(?<!make )(?<!makes )(?<!made )up(?= (?:by|from|to|about|around|nearly|over|[\d$€£]))"
    rf"|{_MORE}"
)
FALL = _words(
    r"baiss\w+|recul\w*|dimin\w+|chut\w+|rédu\w+|perd\w*|pertes?|moins(?! de \d)|remises?|rabais|ristournes?|économi\w+"
    r"|fell|falls?|fallen|dropp\w+|drops?|decreas\w+|declin\w+|down|los[st]\w*|reduc\w+|cuts?"
    rf"|{_MORE}"
    r"|discount\w*|sav(?:e|es|ed|ings?)|shr[aiu]nk"
)
AVERAGE = _words(r"moyennes?|en moyenne|moyen|averages?|mean")
GROSS = _words(rf"{taxes.WITH}|{taxes.PLUS}|gross")
NET = _words(rf"{taxes.WITHOUT}|net")
REDUCED = _words(r"après|remisée?s?|réduite?s?|paie\w*|paye\w*|discounted|reduced|after|pay")
RATED = _words(
    r"acomptes?|apports?|arrhes|cautions?|commissions?|remises?|réductions?|rabais|frais|honoraires|pénalités?|indemnités?"
    r"|majorations?|intérêts?|tva|taxes?|cotisations?|primes?|provisions?|retenues?|parts?"
    r"|deposits?|down payments?|discounts?|fees?|penalt(?:y|ies)|interest|surcharges?|vat|tax|bonus"
    r"|contributions?|royalt(?:y|ies)|shares?"
)
RAISED = _words(
    r"après|majorée?s?|revalorisée?s?|indexée?s?|passe(?:ra)? à|portée?s? à|after|raised to|rises? to|will be"
)
LEVEL = re.compile(
    r"(?<!élève )(?<!monte )(?<!égal )(?<!égale )(?<!amounts )(?<!amounted )(?<!comes )(?<!came )(?<!equal )"
    r"\b(?:à|to|at|from)(?: (?:about|over|nearly|environ|plus de|moins de|près de))?[ \u00a0]?[€$£]?$",
    re.IGNORECASE,
)
DURATION = _words(
    r"dur\w+|pendant|prend|prendra|prennent|soit|temps|amplitude|total\w*"
    r"|lasts?|lasted|takes?|took|long|duration|runs? for|in all"
)
BORN = _words(
    r"née?s?|naissance|born|birth|fondée?s?|créée?s?|founded|established|started|depuis|since"
)
LONGER = _words(r"ans?|âgée?s?|years?|aged?|depuis|mois|months?")
EACH = _words(r"pièce|l'unité|unitaires?|chacune?s?|chaque|par (?:unité|personne|tête|exemplaire)|each|apiece"
              r"|per (?:unit|item|person|head|piece)|a piece|unit price")  # fmt: skip
PERSON = _words(r"personnes?|têtes?|persons?|head")
_PEOPLE_TEXT = """
personnes participants participantes membres adherents eleves etudiants salaries employes agents invites
convives voyageurs enfants adultes inscrits habitants passagers benevoles stagiaires collegues visiteurs
people persons members pupils students employees staff guests travellers children adults passengers
volunteers colleagues attendees visitors
"""
PEOPLE = frozenset(_PEOPLE_TEXT.split())
PRICE = _words(r"prix|tarifs?|coûts?|montants? unitaires?|p\.u|prices?|rates?|costs?|each|unit")
QUANTITY = _words(
    r"quantités?|qté|nombre|nb|effectifs?|exemplaires|quantit(?:y|ies)|qty|number|count|units"
)
SHARED = re.compile(
    r"(?:(?<!\w)(?:par|per|each|every|chaque|an?)|/) ?(?P<noun>[^\W\d_]{2,})", re.IGNORECASE
)
PERIODS: Mapping[str, re.Pattern[str]] = {
    "hour": _words(r"par heure|(?:de |à )l'heure|/ ?h|horaires?|per hour|an hour|hourly|/ ?hour"),
    "day": _words(r"par jour|/ ?j|/ ?jour|journali\w+|quotidien\w*|la journée|per day|a day|daily|/ ?day|day rate"),
    "week": _words(r"par semaine|/ ?semaine|hebdomadaires?|per week|a week|weekly|/ ?week"),
    "month": _words(r"par mois|/ ?mois|mensuel\w*|chaque mois|mensualités?|per month|a month|monthly"
                    r"|each month|/ ?month|pcm"),
    "quarter": _words(r"par trimestre|trimestriel\w*|chaque trimestre|per quarter|a quarter|quarterly|each quarter"),
    "year": _words(r"par an|par année|/ ?an|annuel\w*|à l'année|sur (?:l'|une )année|sur un an|chaque année"
                   r"|per year|a year|per annum|p\.a|annual\w*|yearly|each year|/ ?year"),
}  # fmt: skip
FACTORS: tuple[tuple[re.Pattern[str], Decimal, Decimal, str], ...] = tuple(
    (_words(pattern), Decimal(over), Decimal(under), shown)
    for pattern, over, under, shown in (
        (r"doubl\w+|deux fois|twice|two times", 2, 1, "2 × {a}"),
        (r"tripl\w+|trois fois|three times|threefold", 3, 1, "3 × {a}"),
        (r"quadrupl\w+|quatre fois|four times|fourfold", 4, 1, "4 × {a}"),
        (r"moitié|demi-tarif|deux fois moins|half(?= (?:of|the|that|as|price|its|their|his|her)\b)|by half|halved"
         r"|in half|half-price", 1, 2, "{a} / 2"),
        (r"(?:un|le|du) tiers|a third|one third|one-third|third of", 1, 3, "{a} / 3"),
        (r"deux tiers|two thirds|two-thirds", 2, 3, "{a} × 2 / 3"),
        (r"(?:un|le|du) quart|a quarter(?= of)|one quarter|one-quarter", 1, 4, "{a} / 4"),
        (r"trois quarts|three quarters|three-quarters", 3, 4, "{a} × 3 / 4"),
    )
)  # fmt: skip
