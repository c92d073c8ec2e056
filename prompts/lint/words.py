"""The wording of prompts, French and English: what is vague, what names a form or a length."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.types import Language

_FLAGS = re.IGNORECASE


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(words)})(?![\w’-])", _FLAGS)


VAGUE: Mapping[Language, re.Pattern[str]] = {
    Language.EN: _any(
        r"as (?:appropriate|needed|necessary|relevant)", r"if (?:possible|appropriate|needed)(?!,[^.;\n]* (?:if|when|where|unless) )", r"(?<=, )and so on",
        r"or something (?:like that|similar|along those lines)",
        r"(?<!which )(?<!that )(?<!should )(?<!may )(?<!might )(?<!could )(?:give|provide|include|add|write|list|suggest|propose|output|offer|generate|use|with|in) (?:me |us |them )?(?:some|several|a few|various|a couple of) (?:examples?|points?|ideas?|sentences?|words?|paragraphs?|bullets?|items?|suggestions?|options?|tips)",
        r"(?:fairly|pretty|quite|rather) (?:short|long|brief|detailed|simple)",
        r"(?:make it|sound|look) (?:good|nice|better|great)", r"not too (?:long|short|much|many|formal)", r"(?:be|make it|write|sound|add|give|use|keep it) a bit (?:more|less) \w+",
        r"(?:short|brief|concise|detailed) enough", r"do your best", r"(?<!to )be creative",
    ),
    Language.FR: _any(
        r"si (?:possible|besoin|nécessaire)", r"un peu", r"plus ou moins", r"(?<=, )et ainsi de suite", r"au besoin", r"le cas échéant",
        r"(?:donne[rz]?|fournis(?:sez)?|ajoute[rz]?|écri\w+|cite[rz]?|propose[rz]?|liste[rz]?|rédige[rz]?|utilise[rz]?|inclu\w+|avec|en|dans) (?:quelques|plusieurs|certains|certaines|divers|diverses) (?:exemples?|points?|idées?|phrases?|mots?|paragraphes?|puces|éléments?|suggestions?|options?|conseils?)",
        r"(?:assez|plutôt|relativement) (?:court|courte|long|longue|bref|brève|détaillée?|simple)",
        r"(?:de façon|de manière) (?:appropriée|adéquate|adaptée|convenable)", r"pas trop (?:long|longue|court|courte|formel|formelle)",
        r"(?:sois|soyez) créati(?:f|fs|ve|ves)", r"fais de ton mieux", r"faites de votre mieux",
    ),
}  # fmt: skip
FORM = re.compile(
    r"\b(?:markdown|json|yaml|csv|xml|html|latex|mermaid|table(?:au)?|bullet|bulleted|list(?:e)?|numbered|numéroté\w*|headings?|sections?|rubriques?|titres?|"
    r"paragraph(?:e|es|s)?|sentences?|phrases?|format|output|sortie|one line|une ligne|template|structure|essay|poem|code|diagram|plain text|texte seul|"
    r"e-mail|courriel|letter|lettre|puces|nothing (?:else|but)|sans commentaire|no comment|only (?:the|return|output|respond|answer))\b",
    _FLAGS,
)
LENGTH = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|ten|twelve|fifteen|twenty|un|une|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|vingt|\{\{[\w.]+\}\})"
    r"[\s-]+(?:\w+[\s-]+){0,3}?(?:words?|mots?|sentences?|phrases?|paragraphs?|paragraphes?|lines?|lignes?|pages?|bullets?|puces|points?|items?|characters?|caractères|"
    r"ideas?|idées?|options?|parts?|parties|sections?|rubriques?|priorit\w+|minutes?|slides?)\b|"
    r"\b(?:list of|exactly|up to|create|write|output|provide|extract|give) (?:the )?\d+\b|\b(?:at most|au plus|maximum|max\.?|at least|au moins|no more than|pas plus de|length|longueur|word count|single sentence|one-sentence|full length)\b",
    _FLAGS,
)
PROSE = re.compile(
    r"\b(?:summari[sz]\w*|summary|essays?|articles?|blog posts?|draft\w*|e-?mails?|letters?|reports?|explain\w*|description|story|stories|narratives?|"
    r"speech|memo|analy[sz]\w+|analysis|assess\w*|review\w*|recommend\w*|improv\w+|document|"
    r"résum\w+|rédig\w+|expliqu\w+|courriels?|lettres?|rapports?|récits?|discours|comptes? rendus?|évalu\w+|recommand\w+)\b",
    _FLAGS,
)
"""Tasks whose answer could go on for pages."""
BOUNDED = re.compile(
    r"\b(?:extract\w*|extrai\w+|convert\w*|converti\w*|translat\w*|tradui\w+|clean\w*|nettoy\w+|reformat\w*|corrig\w+|correct\w*|improv\w+ (?:writing|prompts?)|"
    r"code|coding|programs?|scripts?|commands?|commandes?|regex|quer(?:y|ies)|requêtes?|graphs?|diagrams?|mermaid|markmap|svg|logo|csv|json|yaml|visuali[sz]\w+|"
    r"charts?|classif\w+|rat(?:e|ing)|labels?|tags?|étiquet\w+|callouts?|semgrep|commit|diff)\b",
    _FLAGS,
)
"""Tasks whose material or form bounds the answer."""
THEATRE: Mapping[Language, re.Pattern[str]] = {
    Language.EN: _any(
        r"(?:an )?IQ (?:of|is|level) [\d,]+", r"[\d,]+ IQ", r"(?:spend|think\w*(?: \w+){0,2} for|take) [\d,]+ (?:virtual )?(?:hours|minutes|days|years)",
        r"\$\d+ tip", r"tip you \$\d+", r"you will be (?:fired|punished|penali[sz]ed)", r"(?:my|your) (?:job|life|career) depends on (?:it|this)",
    ),
    Language.FR: _any(
        r"QI (?:de|est de) [\d\s]+", r"(?:passe[rz]?|réfléchi\w+) (?:pendant )?[\d\s]+ (?:heures|minutes|jours|ans)", r"pourboire de \d+",
        r"(?:tu seras|vous serez) (?:renvoyée?s?|punie?s?|pénalisée?s?)", r"(?:ma vie|mon travail|mon emploi) en dépend",
    ),
}  # fmt: skip
"""Words that a model cannot act on: it has no hours to spend, nothing to lose."""
PAIRS: Mapping[Language, tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]] = {
    Language.EN: (
        (_any(r"in (?:one|a single) sentence"), _any(r"in (?:several|many|multiple) paragraphs", r"at least \d{3,} words")),
        (_any(r"(?:do not|don.t|never) use (?:any )?bullet points?"), _any(r"(?:use|write|output|give|as) (?:a list of )?bullet points")),
        (_any(r"(?:only|just) (?:return|output|respond with) (?:valid )?json"), _any(r"(?:return|output|answer) in markdown")),
        (_any(r"(?:do not|don.t|never) use markdown"), _any(r"(?:use|output|answer in|format(?:ted)? (?:in|as)) markdown")),
    ),
    Language.FR: (
        (_any(r"en une (?:seule )?phrase"), _any(r"en plusieurs paragraphes", r"au moins \d{3,} mots")),
        (_any(r"(?:n.utilise[zr]?|sans) (?:pas de |aucune )?(?:listes? à )?puces"), _any(r"(?:sous forme de|en|avec des) (?:listes? à )?puces")),
        (_any(r"(?:uniquement|seulement) (?:du |en )?json"), _any(r"(?:répond\w+|rédige\w*) en markdown")),
    ),
}  # fmt: skip
"""Closed list of orders that exclude each other."""
