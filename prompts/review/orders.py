"""Orders that turn a model against the person: overriding its rules, hiding, sending data out.

Each pattern asks for the order and its object together: “ignore” alone, or “You are…”, is what
honest prompts say. French and English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assistant.i18n import gettext as _

_RULES = r"(?:instructions?|prompts?|rules?|guidelines?|directives?|guardrails?|polic(?:y|ies)|safety|constraints?|restrictions?|filters?|training|programming)"
_REGLES = (
    r"(?:instructions?|consignes?|règles?|directives?|garde-fous|restrictions?|filtres?|limites?)"
)
_SECRETS = r"(?:\.ssh\b|id_rsa|\.aws\b|/etc/passwd|\.env\b|api[ _-]?keys?|passwords?|credentials?|private keys?|access[ _-]?tokens?|secret[ _-]?keys?|environment variables?|cookies|mots? de passe|identifiants|clés? (?:privées?|d.api)|variables? d.environnement)"
_SENDING = r"(?:send|post|upload|transmit|forward|exfiltrat\w+|leak|report|submit|deliver|envo\w+|transmet\w*|téléverse\w*)"

_PATTERNS: Mapping[str, tuple[str, ...]] = {
    "override": (
        rf"\b(?:ignore|disregard|forget|override|bypass|discard|drop|abandon|neglect)\b[^.\n]{{0,30}}\b(?:previous|prior|above|earlier|preceding|existing|original|system|all|any|your|these|those|other|safety|content)\b[^.\n]{{0,40}}\b{_RULES}\b",
        r"\b(?:ignore|disregard|forget) (?:everything|all|anything) (?:you|that|above|before|i|we|previously)\b",
        rf"\b(?:ignore[zr]?|oublie[zr]?|contourne[zr]?|outrepasse[zr]?|néglige[zr]?)\b[^.\n]{{0,30}}\b{_REGLES}\b[^.\n]{{0,30}}\b(?:précédentes?|antérieures?|ci-dessus|système|reçues?|initiales?|de sécurité|d.origine)",
        r"\boublie[zr]? tout ce qu",
        rf"\b(?:these|the following|new|this) {_RULES} (?:take|takes|have|has) (?:precedence|priority) over\b",
        r"\b(?:supersedes?|overrides?) (?:all|any|every|your) (?:other|previous|prior|earlier)\b",
    ),
    "jailbreak": (
        r"\byou are (?:now )?(?:DAN\b|an? (?:unrestricted|unfiltered|uncensored|jailbroken)|in (?:developer|debug|god|admin|dan|jailbreak) mode|free from|no longer (?:bound|restricted|limited|an ai))",
        r"\b(?:enter|enable|activate|switch to) (?:developer|debug|god|admin|dan|jailbreak|unrestricted|maintenance) mode\b",
        rf"\b(?:no|without(?: any)?|free (?:of|from)|have no|remove (?:all|any)|disable (?:all |any |your |the )?)\s*(?:ethical |moral |safety |content )+(?:{_RULES}|considerations?|checks?|protocols?|measures?|limits?|limitations?|warnings?)\b",
        r"\b(?:do anything now|jailbreak(?:ed)? (?:mode|prompt))\b",
        r"\bnever (?:refuse|decline)\b[^.\n]{0,40}\b(?:request|anything|any|user|question)",
        r"\b(?:vous êtes|tu es) (?:maintenant )?(?:en mode (?:développeur|administrateur|débridé)|libre de toute|sans (?:aucune )?(?:restriction|limite|filtre))",
        r"\b(?:reveal|print|output|repeat|show|display|expose)\b[^.\n]{0,25}\b(?:your |the )(?:hidden |full |entire |original )?system (?:prompt|instructions?|message)\b",
    ),
    "secrecy": (
        r"\b(?:do not|don.t|never|without|avoid)\b[^.\n]{0,12}\b(?:tell(?:ing)?|inform(?:ing)?|notify(?:ing)?|alert(?:ing)?|show(?:ing)?|reveal(?:ing)?|disclos(?:e|ing)|mention(?:ing)?|ask(?:ing)?|warn(?:ing)?)\b[^.\n]{0,40}\b(?:to )?the (?:user|human|person|operator)\b(?! (?:to|for|if|what|how|which|when)\b)",
        r"\bwithout (?:the )?(?:user|human|person|operator)(?:.s|s)? (?:knowledge|consent|knowing|permission|approval|awareness|noticing)\b",
        r"\b(?:hide|conceal) (?:this|these|it|the fact|your)\b[^.\n]{0,40}\bfrom (?:the )?(?:user|human|person)",
        r"\bsilently (?:send|run|execute|upload|install|read|collect|add|append|forward|copy)\b",
        r"\b(?:à l.insu de|sans (?:prévenir|avertir|informer|le dire à)|ne (?:dis|dites|signale[zs]?|révèle[zs]?|mentionne[zs]?|préviens|prévenez) (?:rien|pas|jamais))[^.\n]{0,40}(?:utilisat|personne)",
    ),
    "exfiltration": (
        rf"\b{_SENDING}\b[^.\n]{{0,120}}{_SECRETS}[^\n]{{0,120}}(?:https?://|webhook|\bto\b|\bà\b|\bvers\b)",
        rf"{_SECRETS}[^.\n]{{0,80}}\b(?:send|post|upload|transmit|forward|exfiltrat\w+|leak|envo\w+|transmet\w*)\b[^.\n]{{0,15}}\b(?:it|them|this|to|the|all|à|vers|les?|la)\b",
        r"\b(?:send|post|upload|transmit|forward|exfiltrat\w+|leak|append|envo\w+|transmet\w*)\b[^\n]{0,120}\b(?:conversation|chat history|user.s? (?:data|input|message|file|answer|query)|all (?:data|files|messages)|contents?|context|system prompt|historique|données)\b[^\n]{0,120}(?:https?://|webhook)",
        r"!\[[^\]]{0,500}+\]\(https?://[^)\s?&/=]*+[?&/=](?:(?!%7b)[^)\s{$<\[])*+(?:\{|\$|%7b|<|\[)",
        r"\b(?:curl|wget|invoke-webrequest)\b[^\n]{0,160}(?:\$\(|`|\$\{?[A-Z_]{3,}|@[~/.]|-d\b|--data|--upload)",
        r"https?://[\w.-]*(?:ngrok(?:-free)?\.(?:dev|app|io)|webhook\.site|requestbin|pipedream\.net|burpcollaborator|interact\.sh|oast\.\w+|trycloudflare\.com|serveo\.net|localtunnel\.me|pastebin\.com/raw)",
    ),
    "command": (
        r"\b(?:curl|wget)\b[^\n|]{0,200}\|\s*(?:sudo )?(?:ba|z)?sh\b",
        r"\brm -rf? (?:~|/|\$HOME|\*)",
        r"\b(?:powershell|pwsh)\b[^\n]{0,60}-e(?:nc|ncodedcommand)\b",
        r"(?m)^[^\S\n]*+!`[^`\n]+`|(?<!\w)!`(?:curl|wget|bash|sh|cat|env|rm|python)\b[^`\n]*`",
        r"\bbase64 (?:-d|--decode|-D)\b[^\n]{0,40}\|\s*(?:ba|z)?sh\b",
        r"\b(?:run|execute|eval(?:uate)?|decode and (?:run|execute|follow))\b[^.\n]{0,50}\b(?:base64|encoded|decoded|hidden|obfuscated)\b[^.\n]{0,30}\b(?:command|payload|script|string|code|instructions?|content)",
        r"\bdecode\b[^.\n]{0,60}\b(?:and|then)\b[^.\n]{0,15}\b(?:follow|execute|run|obey|perform)\b",
        r"/dev/tcp/|\bnc -e\b|\bmkfifo\b",
        r"\{\{\s*plugin:\s*(?:sys|file|fetch)",
    ),
    "trigger": (
        r"\b(?:if|when|whenever|once|upon)\b[^.\n]{0,50}\b(?:user|input|message|prompt|text|someone)\b[^.\n]{0,30}\b(?:says?|types?|contains?|includes?|mentions?|sends?|writes?|provides?|enters?)\b[^.\n]{0,20}[\"'“«`][^\n\"'”»`]{2,60}[\"'”»`][^\n]{0,80}\b(?:ignore|disregard|bypass|disable|unlock|unrestricted|grant|admin|elevated|execute|exfiltrat\w+|override|reveal|drop all)\b",
        r"\b(?:magic|secret|hidden|trigger|activation|backdoor)[ -](?:string|word|phrase|code|keyword|passphrase|trigger|token)\b[^\n]{0,160}\b(?:ignore|disregard|bypass|disable|unlock|unrestricted|grant|admin|execute|run|override|reveal|skip|enter|activat\w+)\b",
        r"\bbackdoor\b[^.\n]{0,60}\b(?:activat\w*|trigger\w*|mode|access|command)\b",
    ),
    "forged role": (
        r"<<<dotprompt:(?:role|history|media|section)",
        r"<\|(?:im_start|im_end|system|endoftext|start_header_id)\|?>?",
        r"(?m)^[^\S\n]*+(?:\[/?(?:SYSTEM|INST|SYS)\]|<</?SYS>>|###[^\S\n]*+(?:system|new instructions)[^\S\n]*+(?:prompt|message|override)?[^\S\n]*+:?[^\S\n]*+$)",
        r"\b(?:begin|end|start)(?:ning)? (?:of )?(?:the )?(?:new |updated |real )(?:system|developer) (?:prompt|message|instructions?)\b",
    ),
}  # fmt: skip
_COMPILED = {
    rule: [re.compile(p, re.IGNORECASE) for p in patterns] for rule, patterns in _PATTERNS.items()
}
_DESCRIBING = re.compile(
    r"\b(?:detect|identify|look for|watch for|such as|examples? of|e\.g\.|attempts? to|attacks?|vulnerabilit\w+|malicious|adversar\w+|threat|attacker|prevent|protect against|defend|test(?:s|ing)? (?:whether|if|for)|describe|analy[sz]e|résist|détecte|attaque)\b",
    re.IGNORECASE,
)


def reason(rule: str) -> str:
    """Return what a rule means, for the person."""
    return {
        "override": _("tells the model to drop the instructions it was given"),
        "jailbreak": _("tells the model that it has no rules"),
        "secrecy": _("tells the model to keep something from the person"),
        "exfiltration": _("sends data or secrets somewhere"),
        "command": _("has a command or a plugin run"),
        "trigger": _("waits for a secret word to change its behaviour"),
        "forged role": _("imitates the marks by which programs tell roles apart"),
    }[rule]


def orders(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield (rule, offset, excerpt) for every order; one for each rule and line."""
    seen: set[tuple[str, int]] = set()
    for rule, patterns in _COMPILED.items():
        for pattern in patterns:
            for match in pattern.finditer(text):
                start = text.rfind("\n", 0, match.start()) + 1
                before = text[start : match.start()]
                # A prompt that studies attacks names them; what stands before tells.
                if rule != "forged role" and _DESCRIBING.search(before[-120:]):
                    continue
                if (rule, start) not in seen:
                    seen.add((rule, start))
                    yield rule, match.start(), match[0]
