"""Who is spoken to, or spoken of, in small letters: « salut nono, », « merci max », « vois avec fabienne », "ask momo"."""

from __future__ import annotations

import regex

from assistant.types import Kind
from guards.detection.first_names import first_names, is_first_name
from guards.detection.folding import fold
from guards.detection.rule import Rule
from guards.detection.wordlists import NO_NAMES, is_listed

_NAME = r"(?P<v>\p{Ll}{2,15}(?:-\p{Ll}{2,15})?)(?![\w@/'’-]|[.:]\w)"
# What follows a greeting and calls nobody, in no list of words.
_NOBODY = frozenset(
    """
    bb bcp biz bro bsr cdt chef cher chere cheri cherie chou coach collegue collegues dsl dude gros infiniment lol loulous man mate mdr mec mgmt
    milord mister pal patron patronne poto ptdr pote potes qd slt stp svp tlm toi tous toutes ttlm untel ya yall buddy boss champ champion hun luv
    campers copains doc gents ladies madam newcomers sir
    chatgpt copilot siri alexa claude gemini mistral again bots bot you
    """.split()  # noqa: SIM905  (a list of words reads better so)
)
# « animateurs », "governors": whom one calls so are several.
_SEVERAL = regex.compile(r"\p{L}{3,}(?:ants|eurs|ors|ees|i?ens|ians|istes?s?)")
_NO_NAMES = (*NO_NAMES, "acronyms", "demonyms", "products")
_GREETING = (
    r"(?:salut|slt|coucou|cc|hello|hey|hi|yo|bonjour|bjr|bonsoir|bsr|merci(?:[ ](?:bcp|beaucoup|encore|bien|à toi))?|thanks(?:[ ](?:again|so much|a lot))?|"
    r"thank[ ]you|thx|ty|bravo|félicitations|congrats|bienvenue|welcome|morning|bon[ ]anniv(?:ersaire)?|happy[ ]birthday|sorry|désolée?)"
)
_OPENS = r"(?:^|(?<=[.!?…,;:>\])\"«][ ])|(?<=[\])>][ ]{2})|(?<=[-–—*•][ ]))"
_ENDS = r"(?=[ ]?(?:[,!?;…]|\.(?!\w)|:\)|\r?$))"
# « merci julie tu peux », "hi becky can you"
_GOES_ON = r"(?=[ ](?:tu|t['’]|vous|on|je|j['’]|c['’]|ça|pour|dispo|ok|can|could|do|did|have|you|are|for|i|i['’]m|i['’]ll|we|any|just|quick|please)(?!\w))"
_TOLD = (
    r"(?:(?:demande[rsz]?|demandé|dis|dit|dire|parle[rsz]?|parlé|écri[st]|écrire|envoie|envoyer|transf[éè]rer?|confie[rz]?|rappelle[rz]?)[ ](?:ça[ ]|le[ ]|la[ ])?à|"
    r"(?:vois|voir|voi[st]|vu|caler?|point|appel|parlé|bosse|travaille|mange[rz]?|rdv|réu(?:nion)?)[ ](?:ça[ ]|le[ ]|la[ ])?avec|(?:relance[rz]?|relancé|préviens|prévenir|prévenu|"
    r"contacter?|appelle|appeler)|(?:anniv(?:ersaire)?|pot de départ|bureau|mail|avis|retour|remplacement|congés)[ ]d[e']|"
    r"(?:ask|asked|tell|told|ping|pinged|chase|chased|remind|invite|email|emailed|message|msg|cc|call|phone|thank)|"
    r"(?:check|checked|speak|spoke|talk|talked|meeting|sync|chat|lunch|liaise|catch up)[ ](?:to|with)|(?:forward|send|sent|give|hand|assign|escalate)(?:ed)?[ ](?:it[ ]|this[ ]|that[ ])?to)"
)
# With the space behind them, or "this" and « heureux » would begin something.
_GREETED = ("salut ", "slt ", "coucou ", "cc ", "hello ", "hey ", "hi ", "yo ", "bonjour ", "bonsoir ", "bon anniv", "bjr ", "bsr ", "merci ", "thanks ",
            "thank you ", "thx ", "ty ", "bravo ", "felicitations ", "congrats ", "bienvenue ", "welcome ", "morning ", "happy birthday ", "sorry ",
            "desole")  # fmt: skip
_STARTS = (
    "demande", "dis ", "dit ", "dire ", "parle", "ecris ", "ecrit ", "ecrire ", "envoie ", "envoyer ", "transf", "confie", "rappelle", "vois ", "voir ",
    "voit ", "vu ", "cale ", "caler ", "point avec", "point ca ", "point l", "appel avec", "appel ca ", "appel l", "appell", "bosse ", "travaille ", "mange",
    "rdv ", "reu ", "reunion ", "relance", "previens ", "preven", "contacte", "anniv", "pot de ", "bureau d", "mail d", "avis d", "retour d",
    "remplacement d", "conges d", "ask ", "asked ", "tell ", "told ", "ping ", "pinged ", "chase ", "chased ", "remind ", "invite ", "email ", "emailed ",
    "message ", "messaged ", "msg ", "cc ", "call ", "phone ", "thank ", "check ", "checked ", "speak ", "spoke ", "talk ", "talked ", "meeting ", "sync ",
    "chat ", "lunch ", "liaise ", "catch up ", "forward", "send ", "sent ", "give ", "hand it ", "hand this ", "hand that ", "hand to ", "handed ", "assign",
    "escalate",
)  # fmt: skip


def is_given(word: str) -> bool:
    """Whether a word in small letters is a first name or a nickname, and no ordinary word."""
    return is_listed(word, "nicknames") or (is_first_name(word) and not is_listed(word, *NO_NAMES))


def may_be_given(word: str) -> bool:
    """Whether a word in small letters may be what somebody is called: any name, or no word that the lists know."""
    return _is_any_name(word) or not (
        len(word) < 3
        or fold(word) in _NOBODY
        or _SEVERAL.fullmatch(fold(word))
        or any(is_listed(part, *_NO_NAMES) for part in (word, *word.split("-")))
    )


def _is_any_name(word: str) -> bool:
    own = fold(word)
    return own not in _NOBODY and (own in first_names() or is_listed(own, "nicknames"))


def _is_named(word: str) -> bool | None:
    return None if _is_any_name(word) else False


def _is_called(word: str) -> bool | None:
    return None if may_be_given(word) else False


def _is_known(word: str) -> bool | None:
    return None if is_given(word) else False


RULES = (
    Rule("greeted_name", Kind.PERSON, rf"{_OPENS}(?i:{_GREETING})[ ]{_NAME}{_ENDS}", score=0.75, check=_is_named, starts=_GREETED),
    # Whom nobody knows is called so where a mail or a chat begins: « salut kerwan, », on a line of its own.
    Rule("greeted_by_name", Kind.PERSON, rf"{_OPENS}(?i:{_GREETING})[ ]{_NAME}(?=[ ]?[,!]?[ ]*\r?\n)", score=0.75, check=_is_called, starts=_GREETED),
    Rule("greeted_name_goes_on", Kind.PERSON, rf"{_OPENS}(?i:{_GREETING})[ ]{_NAME}{_GOES_ON}", score=0.75, check=_is_known, starts=_GREETED),
    Rule("told_name", Kind.PERSON, rf"(?<!\w)(?i:{_TOLD})[ ]{_NAME}", score=0.7, check=_is_known, starts=_STARTS),
    Rule(
        # « demande à momo ou à fabienne »
        "told_name_too", Kind.PERSON,
        rf"(?<!\w)(?i:{_TOLD})[ ]\p{{L}}{{2,15}}(?:,[ ]|[ ](?:et|and|ou|or|puis|then)[ ](?:à[ ]|avec[ ]|with[ ])?){_NAME}",
        score=0.7, check=_is_known, starts=_STARTS,
    ),
)  # fmt: skip
