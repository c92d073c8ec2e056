"""What each key does, in a sentence: for the help of a screen and the list of commands."""

from __future__ import annotations

from assistant.i18n import N_, gettext

_EXPLAINED = {
    "app.help": N_("this list, for the screen you are on"),
    "app.palette": N_("every command by name, with its key"),
    "app.guide": N_("the first steps once more"),
    "app.quit": N_("ends hygie; what is not kept is asked about first"),
    "app.lessons": N_("the week in figures, and short lessons on what you met"),
    "app.backup": N_("encrypted copies of all your data: make, try out, put back"),
    "app.doctor": N_("examines this machine and says what to mend"),
    "app.rules": N_("your lasting decisions: what is always hidden, what never"),
    "mode.models": N_("which model is asked, where it runs, what it is bad at"),
    "chat.send": N_("the guard reads your text, you see what leaves, then the model is asked"),
    "chat.back": N_("stops what is under way, else goes back to the text; never quits"),
    "chat.task": N_("what is asked of the model: chat, draft, summarise, analyse, ideas"),
    "chat.attach": N_("adds a document; it passes the guard as your text does"),
    "chat.paste": N_("adds what the clipboard holds as a document"),
    "chat.detach": N_("takes the last document off"),
    "chat.answers": N_("to the last answer, at its first doubtful sentence"),
    "chat.tab": N_("to the last answer, at its first doubtful sentence"),
    "chat.new": N_("begins another conversation; nothing of this one goes into it"),
    "chat.newline": N_("begins a line without sending"),
    "answer.next": N_("the next sentence that the sources do not bear out"),
    "answer.evidence": N_("why a sentence is marked so, and its place in the source"),
    "answer.received": N_("the answer with its markers, or with the names put back"),
    "answer.sent": N_("the words that left, exactly"),
    "answer.look_up": N_("asks registries whether a DOI or address exists; says first what leaves"),
    "answer.judge": N_(
        "a model's opinion of each sentence over the sources; says first what leaves"
    ),
    "second.send": N_("sends what is shown above, and nothing before you press it"),
    "second.back": N_("stops what is under way, else goes back; what came is kept"),
    "judge.models": N_("who is asked for an opinion; the conversation keeps its model"),
    "answer.copy": N_("the chosen sentence; all of it where none is chosen"),
    "answer.export": N_("writes a file: md, docx, html, pdf"),
    "answer.report": N_("each sentence with its verdict, the reason and the passage, in a file"),
    "review.send": N_("sends what the right side shows"),
    "review.toggle": N_("hides the chosen value, or lets it leave in clear"),
    "review.edit": N_("hides more or less of a value, or says what it is"),
    "review.hide": N_("hides the selected text, or one that you type"),
    "review.lasting": N_("keeps this decision for every later request"),
    "review.undo": N_("takes the last decision back"),
    "drafts.write": N_("writes a text from your notes, as the line below says"),
    "drafts.more": N_(
        "continue, shorten, expand, rephrase, correct, versions, insert, open, delete"
    ),
    "drafts.style": N_("tone, length and reader of what is written next"),
    "drafts.export": N_("writes a file: md, docx, html, pdf"),
    "summaries.run": N_("summarises the documents of the list, a long one in parts"),
    "summaries.size": N_("one sentence, a few, a page, or points and decisions"),
    "summaries.draft": N_("puts the summary into the draft that is open"),
    "prompts.run": N_("fills the prompt in and asks the model"),
    "prompts.preview": N_("shows the prompt filled in; nothing is sent"),
    "knowledge.ask": N_("has a model answer from the passages found, citing them"),
    "knowledge.sync": N_("reads again what changed in your folders"),
    "history.resume": N_("takes the conversation up in the chat, with its pseudonyms"),
    "history.forget": N_("deletes it for good, after asking"),
    "activity.span": N_("a week, a month, a year"),
}


def explained(binding: str) -> str:
    """Return what the key of a binding does, or nothing where its name says it all."""
    return gettext(_EXPLAINED[binding]) if binding in _EXPLAINED else ""


_KEYS = {
    "escape": N_("Esc"), "enter": N_("Enter"), "delete": N_("Del"), "space": N_("Space"),
    "tab": N_("Tab"), "shift": N_("Shift"), "plus": "+", "left": "←", "right": "→", "up": "↑",
    "down": "↓",
}  # fmt: skip


def spelled(key: str) -> str:
    """Return a key as it is written on keyboards: « Ctrl+S », not « ^s »; a letter alone as it is typed."""
    *held, last = key.split("+")
    if len(last) == 1 and not held:
        return last
    return "+".join(
        gettext(_KEYS[part]) if part in _KEYS else part.title() for part in (*held, last)
    )


def brief(key: str) -> str:
    """Return a key in the fewest cells: « ^S » for « Ctrl+S »."""
    return spelled(key).replace("Ctrl+", "^")
