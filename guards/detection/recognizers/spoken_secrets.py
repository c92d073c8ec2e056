"""Passwords and codes as people say them: « le mot de passe du partage est … », « code PIN 4821 »."""

from __future__ import annotations

import regex

from assistant.types import Kind
from guards.detection.folding import fold
from guards.detection.rule import Rule
from guards.detection.wordlists import words

_LABEL = (
    r"(?:mots? de passe|mdp|pwd|(?<!\d )pw|passwords?|passphrases?|pass ?codes?|phrase (?:secr[eè]te|de passe)|"
    r"(?:cl[ée]|code) (?:du |de la )?(?:wi-?fi|wpa[23]?|r[ée]seau)|(?:wi-?fi|wpa[23]?|network) (?:key|password|pass|pwd?|code))"
)
# « password manager », « mot de passe oublié »: what is said next is no password.
_ABOUT = r"(?![ ](?:manager|policy|polic|length|field|hash|reset|strength|expir|rotation|oubli|perdu|expir))"
_WORD = r"[ ](?:(?!(?:est|is|c['’]est|it['’]s)[ ])[\w'@/-]+(?:\.[\w-]+)*|\([^()\n]{1,60}\))"
_SAYS = (
    r"(?:[ ]?(?:[:=→]|[-=]>)|['’]s(?=[ ])|,?[ ](?:est|is|was|[ée]tait|sera|c['’]est|cest|c(?=[ ])|it['’]s|that['’]s|reste|devient)(?!\w))"
    r"(?:[ ]?:|[ ](?:toujours|tjs|still|now|d[ée]sormais))?"
)
_OPEN = r"[ ]?[\"'`«“]?[ ]?"

_PIN = r"(?:codes? (?i:pin|secret|confidentiel)|(?i:my|your|mon|ton|son|votre|the) (?i:pin)|(?i:pin (?:code|number|de (?:la|ma|sa) (?:carte|sim)))|PIN)"
_CARD_CODE = (
    r"(?:cvv2?|cvc2?|cryptogramme(?: visuel)?|card (?:verification|security) (?:code|value)|"
    r"(?:security code|(?:code|num[ée]ro) de s[ée]curit[ée])(?: (?:de la|of the|on the) (?:carte|card))?)"
)
_DOOR_FR = (
    r"(?:porte|portail|immeuble|entr[ée]e|hall|alarme|ascenseur|parking|garage|local|coffre|b[âa]timent|interphone|"
    r"bo[îi]te [àa] cl[ée]s?|cage|cadenas|r[ée]sidence)"
)
_DOOR_EN = r"(?:front door|back door|door|gate|entry|alarm|building|keypad|lobby|garage|key ?safe|lock ?box|padlock|lift)"
_DOOR = (
    rf"(?:codes? (?:(?:de|du|pour|d')[ ]?)?(?:(?:la|le|l'|les|notre|votre|son|ma|mon)[ ]?)?{_DOOR_FR}|digicode|codes? d'acc[eè]s|access codes?|"
    rf"{_DOOR_EN} code|code (?:for|to|of) (?:the|my|our|your) {_DOOR_EN})"
)
# What stands locked by a code, of which only that can be said: « l'alarme, c'est 2580 », "The alarm is 2580".
_LOCKED = (
    r"(?:alarme|digicode|interphone|bo[îi]te [àa] cl[ée]s?|coffre(?:-fort)?|cadenas|alarm|keypad|key ?safe|lock ?box|padlock|safe|"
    r"(?<=celui (?:de |du |d')(?:la |l')?)(?:porte|portail|immeuble|entr[ée]e|hall|parking|garage|local))"
)
_UNITS = (
    r"(?![ ]?(?:days?|jours?|characters?|caract|chars|signes|minutes?|€|%|euros?|m²|m2|"
    r"(?:(?:m|km|cm|mm|miles?|feet|foot|kg|kilos?|grams?|grammes?|lbs?|pounds?|tonnes?|points?|pts|fois|times|hours?|heures?|hrs?|h|weeks?|semaines?|"
    r"months?|mois|years?|ans|seconds?|secondes?|ms|l|lit(?:re|er)s?|gallons?|m[èe]tres?|met(?:re|er)s?|psi|bars?|volts?|v|watts?|w|mah|amps?|db|"
    r"dollars?|pieces?|pi[èe]ces?|personnes?|people|units?|unit[ée]s)(?![\w'’]))))"
)
# Behind a label without a sign stands a password only if it looks like none but one.
_SIGNED = r"(?=\S*[!@#$%&*+=?^~])"
_MIXED = r"(?=\S*[._-])(?-i:(?=\S*\p{Lu})(?=\S*\p{Ll}))"
_WITHIN = r"(?=\S*\p{L}\d+\p{L})"
_NO_FORMAT = r"(?!(?:sha|md|aes|utf|base|oauth|tls|ssl|wpa|ipv?|hmac|pbkdf|argon|bcrypt|https?:|www\.|v?\d)\S*)"
_STRONG = (
    rf"{_NO_FORMAT}(?=\S*\d)(?=\S*\p{{L}})(?:{_SIGNED}|{_MIXED}|{_WITHIN})"
    r"[^\s\"'`«»“”,;()<>{}\[\]|\\]{5,63}[^\s\"'`«»“”,;:().…<>{}\[\]|\\]"
)
_SO_FAR = (
    r"(?:[ ](?:provisoire|temporaire|initiale?|actuel(?:le)?|wi-?fi|admin|stp|svp|temp|temporary|new|set to|changed to|reset to|to|"
    r"remplac[ée]e? par|chang[ée]e? en)){0,3}"
)
_NOTHING_SAID = frozenset(["none", "null", "changeme", "required", "obligatoire", "incorrect"])


def _password(value: str) -> bool | None:
    """Prose is no password: letters and a digit, a sign that prose has not, or digits that are no year."""
    bare = value.strip("\"'`«»“”")
    if fold(bare) in _NOTHING_SAID or bare.startswith(("{{", "${", "$(", "<")):
        return False
    if bare.isdigit():
        return None if not regex.fullmatch(r"(?:19|20)\d\d|\d{1,3}", bare) else False
    signs = regex.search(r"\w[!@#$%&*+=?_^~]\w|[A-Za-z][!@#$%&*+=_^~]\Z", bare)
    return None if signs or any(map(str.isdigit, bare)) else False


def _quoted(value: str) -> bool | None:
    """One word between quotes, unless everybody uses it."""
    folded = fold(value)
    usual = any(folded in words(name) for name in ("common", "ordinary", "technical"))
    return False if usual or folded in _NOTHING_SAID else None


_STEMS = ("mot", "mdp", "pw", "pass", "phrase", "wi-fi", "wifi", "wpa", "cle", "network key")

RULES = (
    Rule(
        "spoken_password",
        Kind.SECRET,
        rf"(?<!\w){_LABEL}(?!\w){_ABOUT}(?:{_WORD}){{0,8}}?{_SAYS}{_OPEN}(?P<v>[^\s\"'`«»“”,;)]{{3,63}}[^\s\"'`«»“”,;:).…]){_UNITS}",
        score=0.85,
        check=_password,
        ignore_case=True,
        needs=_STEMS,
    ),
    Rule(
        "quoted_password",
        Kind.SECRET,
        rf"(?<!\w){_LABEL}(?!\w){_ABOUT}(?:{_WORD}){{0,8}}?{_SAYS}[ ]?[\"`«“][ ]?(?P<v>[^\s\"`«»“”,;]{{4,64}})[ ]?[\"`»”]",
        score=0.85,
        check=_quoted,
        ignore_case=True,
        needs=_STEMS,
    ),
    Rule(
        "pin",
        Kind.SECRET,
        rf"(?<!\w){_PIN}(?!\w)(?:(?:{_WORD}){{0,5}}?{_SAYS})?[ ]?(?P<v>\d{{4,8}})(?![\w-]|[.,]\d){_UNITS}",
        score=0.85,
        needs=("pin", "code secret", "code confidentiel"),
    ),
    Rule(
        "card_code",
        Kind.SECRET,
        rf"(?<!\w){_CARD_CODE}(?!\w)(?:(?:{_WORD}){{0,4}}?{_SAYS})?[ ]?(?P<v>\d{{3,4}})(?![\w-]|[.,]\d)",
        score=0.85,
        ignore_case=True,
        needs=(
            "cvv",
            "cvc",
            "cryptogramme",
            "verification",
            "security code",
            "e de securite",
            "o de securite",
        ),
    ),
    Rule(
        "entry_code",
        Kind.SECRET,
        rf"(?<!\w){_DOOR}(?!\w|[ ](?:path|review|base|block|point)(?!\w))(?:(?:{_WORD}){{0,5}}?{_SAYS})?{_OPEN}"
        rf"(?:(?:le|the)[ ])?(?P<v>(?=[a-z]*\d[a-z]*\d)[a-z\d]{{4,8}}[#*]?|\d{{3}}[#*]|[#*]\d{{3,8}}[#*]?)(?![\w-]|[.,]\d){_UNITS}",
        score=0.8,
        ignore_case=True,
        needs=("code",),
    ),
    Rule(
        "locked_by",
        Kind.SECRET,
        rf"(?<!\w){_LOCKED}(?:{_SAYS}[ ]?(?:(?:le|the)[ ])?|(?<=celui \D{{1,20}})[ ])(?P<v>(?!(?:19|20)\d\d(?!\d))\d{{4,6}}[#*]?)"
        rf"(?![\w-]|[.,:/]\d){_UNITS}",
        score=0.8,
        ignore_case=True,
        needs=(
            "alarm",
            "digicode",
            "interphone",
            "boite",
            "coffre",
            "cadenas",
            "key",
            "lock",
            "safe",
            "celui",
        ),
    ),
    Rule(
        "password_beside",
        Kind.SECRET,
        rf"(?<!\w){_LABEL}(?!\w){_ABOUT}{_SO_FAR}[ ](?P<v>{_STRONG})",
        score=0.85,
        ignore_case=True,
        needs=_STEMS,
        digits=1,
        around=(24, 200),
    ),
    Rule(
        # The name of a network tells as much as its key.
        "wifi_beside",
        Kind.SECRET,
        rf"(?<!\w)(?:wi-?fi|wpa2?|ssid)(?:{_SAYS})?[ ](?:the |le )?(?P<v>{_STRONG})",
        score=0.8,
        ignore_case=True,
        needs=("wifi", "wi-fi", "wpa", "ssid"),
        digits=1,
    ),
)
