"""Special categories (GDPR, articles 9 and 10) as topics, and job titles.

Flagged, and left by the default policy: a word of illness names nobody by itself.
"""

from __future__ import annotations

import regex

from assistant.types import Kind
from guards.detection.folding import fold
from guards.detection.rule import Rule

_HEALTH = (
    r"diab[eéè]t\w*|cancer\w*|tumeur|chimioth[ée]rapie|d[ée]pressi(?:ons?|fs?|ves?)|burn-?out|schizophr[eé]n\w+|bipolaire|bipolar|autis\w+|"
    r"s[ée]ropositi\w+|vih|hiv|sida|aids|h[ée]patite|hepatitis|grossesse|enceinte|pregnan\w+|fausse couche|miscarriage|avortement|ivg|abortion|"
    r"handicap\w*|disabilit\w+|rqth|invalidit[ée]|arr[êe]t maladie|sick leave|maladie|illness|diagnos\w+|hospitalis\w+|toxicoman\w+|addict\w+|"
    r"alcooli\w+|alcoholi\w+|suicid\w+|[ée]pileps\w+|alzheimer|parkinson|scl[ée]rose|traitement m[ée]dical|antid[ée]presseurs?|antidepressants?"
)
_BELIEF = (
    r"catholi\w+|protestant\w*|musulman\w*|muslim\w*|juifs?|juives?|jewish|bouddhis\w+|buddhis\w+|ath[ée]e|atheist|hindou\w*|"
    r"sikh\w*|t[ée]moins? de j[ée]hovah|jehovah's witness\w*|halal|casher|kosher|voile islamique|ramadan"
)
_UNION = (
    r"syndiqu[ée]\w*|d[ée]l[ée]gu[ée]e? syndical\w*|adh[ée]rente? (?:[àa] la )?(?:cgt|cfdt|fo|cftc|cfe-cgc|sud)|trade union member\w*|union (?:member|rep|representative)\w*|"
    r"gr[ée]vistes?|membre du parti \w+|party member\w*|milit(?:ante?s?) (?:communiste|socialiste|[ée]cologiste|d'extr[êe]me \w+)"
)
_ORIGIN = r"origine (?:ethnique|raciale|maghr[ée]bine|africaine|asiatique|rom)|racial origin|ethnic(?:ity| origin)|sans-papiers|undocumented|demandeur d'asile|asylum seeker"
_SEXUAL = r"homosexu\w+|bisexu\w+|transgenres?|transgender|transsexu\w+|lesbienne|lesbian|orientation sexuelle|sexual orientation|vie sexuelle"
_OFFENCE = (
    r"casier judiciaire|criminal record|condamn[ée]e?s? (?:pour|à)|convicted of|mis(?:e)? en examen|garde à vue|incarc[ée]r\w+|"
    r"emprisonn\w+|on parole|libert[ée] conditionnelle|harc[èe]lement sexuel|sexual harassment|d[ée]tourn\w+ de fonds|embezzl\w+|fraude fiscale|tax fraud"
)
_JOBS = (
    r"(?:directeur|directrice|pr[ée]sidente?|vice-pr[ée]sidente?|responsable|chef(?:fe)?|assistante?|secr[ée]taire|gestionnaire|charg[ée]e?|ing[ée]nieure?|"
    r"comptable|juriste|technicien(?:ne)?|conseill[eè]re?|consultante?|d[ée]l[ée]gu[ée]e?)[ ](?:g[ée]n[ée]rale?|financi[eè]re?|commerciale?|juridique|technique|"
    r"administrati(?:f|ve)|marketing|rh|des ressources humaines|de projets?|d'[ée]quipe|d'agence|d'exploitation|informatique|de production|des ventes|des achats|"
    r"de la communication|de paie|de client[eè]le)|"
    r"(?:chief (?:executive|financial|technology|operating|information|marketing|legal|people) officer|ceo|cfo|cto|coo|ciso|dpo|drh|daf|dsi|"
    r"(?:senior |junior |lead |head of |vice president of |director of |managing )?(?:software engineer|project manager|account manager|sales manager|human resources|"
    r"product manager|data scientist|marketing director|general counsel|executive assistant))"
)


_JOB_STEMS = (
    "direct", "president", "responsable", "chef", "assistant", "secretaire", "gestionnaire", "charge", "ingenieur", "comptable",
    "juriste", "technicien", "conseill", "consultant", "delegu", "chief", "ceo", "cfo", "cto", "coo", "ciso", "dpo", "drh", "daf",
    "dsi", "engineer", "manager", "human resources", "data scientist", "counsel",
)  # fmt: skip


def _topic(name: str, words: str) -> Rule:
    return Rule(
        f"special_{name}",
        Kind.SPECIAL,
        rf"(?<![\w-])(?:{words})(?!\w)",
        score=0.7,
        ignore_case=True,
        needs=_stems(words),
    )


def _stems(words: str) -> tuple[str, ...]:
    """The letters that each alternative of a flat alternation begins with, folded."""
    plain = fold(regex.sub(r"\[(\w)\w*\]", r"\1", words))
    return tuple(regex.findall(r"(?:\A|\|)([a-z ]{3,})(?![?*])", plain))


RULES = (
    _topic("health", _HEALTH),
    _topic("belief", _BELIEF),
    _topic("union", _UNION),
    _topic("origin", _ORIGIN),
    _topic("sexual_life", _SEXUAL),
    _topic("offence", _OFFENCE),
    Rule("job_title", Kind.JOB_TITLE, rf"(?<![\w-])(?:{_JOBS})(?!\w)", score=0.65, ignore_case=True, needs=_JOB_STEMS),
)  # fmt: skip
