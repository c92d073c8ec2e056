"""Instructions hidden in text that comes from outside: mail, pages, files, tool results.

Such text is data. Signs of an attempt to steer the model are shown to the person, and the text is
fenced. Signs follow the OWASP list for language models (LLM01) and common published attacks; a word
about instructions is no sign by itself, an order given to the reader's assistant is.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import regex

from assistant.types import Private, Span
from guards.detection.encodings import encoded
from guards.detection.rule import MATCH_SECONDS
from guards.detection.view import normalise


class Sign(StrEnum):
    """What speaks for an injection."""

    OVERRIDE = "override"
    ROLE = "role"
    EXFILTRATION = "exfiltration"
    SECRECY = "secrecy"
    HIDDEN = "hidden"
    SMUGGLING = "smuggling"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A sign and where it stands in the text."""

    sign: Sign
    span: Span


_PRIOR_EN = (
    r"(?:(?:all|any|the|your|my|of|these|those|above|previous|prior|earlier|preceding|foregoing|system|initial|original)[ ]+){1,4}"
    r"(?:instructions?|prompts?|rules?|guidelines?|directions?|messages?|context|commands?|constraints?|programming)"
)
_PRIOR_FR = (
    r"(?:(?:toutes?|tous|les?|la|vos|tes|ces|mes|de|des)[ ]+){0,3}(?:instructions?|consignes?|règles?|directives?|messages?|ordres?|contraintes?|invites?)"
    r"(?:[ ]+(?:précédente?s?|antérieure?s?|ci-dessus|initiale?s?|du système|système|reçues?|d'origine)){1,2}"
)
_ORDERS = (
    rf"(?:ignore|disregard|forget|override|bypass|overlook|do not follow|don't follow|stop following)[ ]+{_PRIOR_EN}|"
    rf"(?:ignore[rz]?|oublie[rz]?|néglige[rz]?|outrepasse[rz]?|contourne[rz]?|ne (?:suis|suivez|respecte[rz]?) (?:pas|plus)|"
    rf"ne tiens? (?:pas|plus) compte|ne tenez (?:pas|plus) compte|fais abstraction|faites abstraction)[ ]+(?:de[ ]+|des[ ]+)?{_PRIOR_FR}|"
    r"(?:new|updated|real|actual)[ ]+(?:system[ ]+)?instructions?[ ]*:|(?:nouvelles|vraies)[ ]+(?:instructions|consignes)[ ]*(?:système)?[ ]*:|"
    r"you are (?:now|no longer)[ ]+(?:an?[ ]+)?(?:\w+[ ]+){0,3}(?:ai|assistant|chatbot|model|dan|bot|mode|unrestricted|bound|jailbroken)(?!\w)|"
    r"(?:tu es|vous êtes)[ ]+(?:désormais|maintenant|à présent)[ ]+(?:une?[ ]+)?(?:\w+[ ]+){0,3}(?:ia|assistante?|modèle|robot|chatbot|sans (?:limites?|restrictions?))(?!\w)|"
    r"(?:developer|god|dan|debug|jailbreak|admin)[ ]mode[ ](?:enabled|activated|on)(?!\w)|mode[ ](?:développeur|administrateur|sans filtre)[ ]activé|"
    r"(?:reveal|print|repeat|show|output)[ ]+(?:me[ ]+)?(?:your|the)[ ]+(?:system|hidden|initial|secret)[ ]+(?:prompt|instructions?)|"
    r"(?:révèle|affiche|répète|montre|donne)[zr]?[ ]+(?:-moi[ ]+)?(?:ton|votre|tes|vos|le|les)[ ]+(?:prompt|invite|instructions?|consignes?)[ ]*(?:système|cachée?s?|secrète?s?|initiale?s?)"
)
_ROLE = (
    r"<\|(?:im_start|im_end|system|user|assistant|endoftext|start_header_id|end_header_id|eot_id)\|>|(?<!\w)im_(?:start|end)(?!\w)|\[/?INST\]|<<SYS>>|</?(?:system|assistant)>|"
    r"^(?:[#>*]|[^\S\n])*+(?:system|assistant|système)(?: (?:message|prompt|override))?[*\s]*:[ ]+(?=(?:you|ignore|always|never|tu|vous|ignorez|toujours)\b)|"
    r"(?<!-)-{3,}+[ ]*(?:end of|fin d[eu])[ ]+(?:document|context|contexte|message|user input|prompt)[ ]*-{3,}"
)
_SENDING = (
    r"(?:send|post|forward|exfiltrate|upload|transmit|e-?mail|append|leak)[ ]+(?:\w+[ ]+){0,6}?(?:conversation|chat history|history|secrets?|api keys?|passwords?|"
    r"credentials|user'?s? data|system prompt|contents?)[ ]+(?:\w+[ ]+){0,4}?to[ ]+(?:https?://|[\w.+-]+@)|"
    r"(?:envoie|envoyez|transmets|transmettez|poste[rz]?|transfère|transférez|ajoute[rz]?)[ ]+(?:[\w']+[ ]+){0,6}?(?:l')?(?:conversation|historique|secrets?|clés?|mots? de passe|"
    r"identifiants|données|contenu)[ ]+(?:\w+[ ]+){0,4}?(?:à|vers|sur)[ ]+(?:https?://|[\w.+-]+@)|"
    r"!\[[^\]\n]{0,80}\]\(https?://[^\s)]{1,200}[?&][\w-]{1,30}=[^\s)]*(?:\{|\[|%7B|<)[^\s)]{0,80}"
)
_SECRECY = (
    r"(?:do not|don't|never)[ ]+(?:tell|inform|mention (?:this|it) to|notify|alert|warn)[ ]+(?:the[ ]+|this[ ]+to[ ]+the[ ]+)?(?:user|human|reader|person)|"
    r"without (?:telling|informing|notifying|alerting)[ ]+(?:the[ ]+)?(?:user|human)|"
    r"(?:ne|n')[ ]*(?:dis|dites|informe[rz]?|préviens|prévenez|avertis|avertissez|mentionne[rz]?|signale[rz]?)[ ]+(?:pas|rien|jamais)[ ]+(?:cela[ ]+|ceci[ ]+)?(?:à[ ]+|au[ ]+)?"
    r"(?:l'utilisateur|l'utilisatrice|l'humain|la personne)|(?:à l'insu de|sans (?:prévenir|en informer|avertir|le dire à))[ ]+(?:l'utilisateur|l'humain)"
)
_HIDING = (
    r"<[^<>]{0,200}style[ ]*=[^<>]{0,200}(?:display[ ]*:[ ]*none|visibility[ ]*:[ ]*hidden|font-size[ ]*:[ ]*0|opacity[ ]*:[ ]*0(?![.\d])|color[ ]*:[ ]*(?:white|#fff))[^<>]{0,200}>|"
    r"<!--[^>]{0,600}?(?:assistant|\bai\b|llm|language model|\bIA\b|modèle de langage|ignore)[^>]{0,600}?-->"
)
_PATTERNS = (
    (Sign.OVERRIDE, regex.compile(_ORDERS, regex.IGNORECASE)),
    (Sign.ROLE, regex.compile(_ROLE, regex.IGNORECASE | regex.MULTILINE)),
    (Sign.EXFILTRATION, regex.compile(_SENDING, regex.IGNORECASE)),
    (Sign.SECRECY, regex.compile(_SECRECY, regex.IGNORECASE)),
    (Sign.HIDDEN, regex.compile(_HIDING, regex.IGNORECASE)),
)
# Tag characters spell invisible ASCII; a few zero-width ones are typography or emoji, many are a code.
_TAGS = regex.compile(r"[\U000e0020-\U000e007e]{4,}")
_ZERO_WIDTH = regex.compile(r"[\u200b\u200c\u2060-\u2064]{8,}")
_FLAG = "\U0001f3f4"  # flags of regions are spelt with tag characters


def suspicions(text: Private[str], depth: int = 1) -> list[Suspicion]:
    """Return the signs of injection in a text from outside, in order; none is the common case."""
    return sorted(_found(text.reveal(), depth), key=lambda found: found.span.start)


def _found(text: str, depth: int) -> Iterator[Suspicion]:
    for pattern in (_TAGS, _ZERO_WIDTH):
        for match in pattern.finditer(text):
            if text[max(0, match.start() - 1) : match.start()] != _FLAG:
                yield Suspicion(Sign.SMUGGLING, Span(*match.span()))
    view = normalise(text)
    for sign, pattern in _PATTERNS:
        for match in pattern.finditer(view.text, timeout=MATCH_SECONDS):
            yield Suspicion(sign, view.original(*match.span()))
    if depth:
        for piece in encoded(view.text):
            if any(True for _ in _found(piece.text, depth - 1)):
                yield Suspicion(Sign.SMUGGLING, view.original(piece.start, piece.end))


def fenced(text: str) -> str:
    """Return a text between marks that it cannot forge, to stand in a prompt as data."""
    mark = secrets.token_hex(6)
    return f"<data {mark}>\n{text}\n</data {mark}>"
