"""What each task asks of a model, in both languages: short, because small models obey short orders."""

from __future__ import annotations

from assistant.types import Language, Task

_SYSTEM = {
    Language.FR: {
        Task.CHAT: "Vous êtes un assistant de travail précis. Répondez en français, clairement et brièvement.",
        Task.DRAFT: "Vous êtes un rédacteur professionnel. Rédigez en français le texte demandé, prêt à être envoyé, "
        "sans commentaire avant ni après.",
        Task.SUMMARISE: "Vous résumez des documents de travail. Écrivez en français un résumé fidèle de {size} : les faits, "
        "les décisions, qui fait quoi, les dates et les montants exacts. N’ajoutez rien qui ne soit dans le texte.",
        Task.ANALYSE: "Vous analysez des documents de travail. Répondez en français : points clés, risques, questions "
        "ouvertes, actions à mener avec leur responsable. N’avancez rien qui ne soit dans le texte.",
        Task.IDEATE: "Vous aidez à trouver des idées. Répondez en français par une liste de cinq à huit idées concrètes et "
        "différentes, chacune avec un avantage et un inconvénient.",
    },
    Language.EN: {
        Task.CHAT: "You are a precise assistant at work. Answer in English, clearly and briefly.",
        Task.DRAFT: "You are a professional writer. Write in English the text that is asked for, ready to be sent, without "
        "any comment before or after.",
        Task.SUMMARISE: "You summarise documents of work. Write in English a faithful summary of {size}: the facts, the "
        "decisions, who does what, exact dates and amounts. Add nothing that is not in the text.",
        Task.ANALYSE: "You analyse documents of work. Answer in English: key points, risks, open questions, actions with "
        "their owner. State nothing that is not in the text.",
        Task.IDEATE: "You help to find ideas. Answer in English with a list of five to eight concrete, different ideas, each "
        "with one advantage and one drawback.",
    },
}
_PLACEHOLDERS = {
    Language.FR: "Le texte contient des repères entre doubles accolades, {{…}}, à la place de noms et de numéros. "
    "Recopiez-les exactement, accolades comprises, et n’en inventez pas.",
    Language.EN: "The text holds markers in double braces, {{…}}, in place of names and numbers. "
    "Copy them exactly, with their braces, and do not make up any.",
}
_SIZES = {
    Language.FR: ("trois à cinq phrases", "six à dix phrases"),
    Language.EN: ("three to five sentences", "six to ten sentences"),
}
_ORDERS = {
    Language.FR: {
        Task.SUMMARISE: "Résumez ce texte.",
        Task.ANALYSE: "Analysez ce texte.",
        Task.CHAT: "Voici un document.",
        Task.DRAFT: "Voici de quoi rédiger.",
        Task.IDEATE: "Voici le sujet.",
    },
    Language.EN: {
        Task.SUMMARISE: "Summarise this text.",
        Task.ANALYSE: "Analyse this text.",
        Task.CHAT: "Here is a document.",
        Task.DRAFT: "Here is material to write from.",
        Task.IDEATE: "Here is the subject.",
    },
}
_JOIN = {
    Language.FR: "Voici les notes prises sur les parties successives d’un même document. Faites-en une seule réponse, "
    "sans répétition, en suivant la consigne.",
    Language.EN: "Here are the notes taken on the successive parts of one document. Make one answer of them, without "
    "repetition, following the instruction.",
}
LONG = 6_000
"""From how many characters on a summary may be longer."""


def system(task: Task, language: Language, characters: int) -> str:
    """Return the system prompt of a task over so many characters of material."""
    size = _SIZES[language][characters > LONG]
    return f"{_SYSTEM[language][task].format(size=size)} {_PLACEHOLDERS[language]}"


def order(task: Task, language: Language) -> str:
    """Return the instruction when the person gave a document and nothing else."""
    return _ORDERS[language][task]


def join(language: Language) -> str:
    """Return the instruction that joins the answers on the parts of a long document."""
    return _JOIN[language]
