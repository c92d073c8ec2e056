"""The built-in prompts: nothing a person wrote is cut or dropped in silence."""

from __future__ import annotations

import pytest

from assistant.types import Document, Draft, Message, Private, Role, Task
from prompts import parts
from prompts.builtin import BuiltinPrompts
from prompts.errors import PromptError

CONTEXT = 4_096
ROOM = parts.room(CONTEXT)


def draft(text: str, document: str = "", past: int = 0, size: int = 10) -> Draft:
    documents = (Document(Private("d"), Private(document)),) if document else ()
    roles = (Role.USER, Role.ASSISTANT)
    turns = [Message(roles[n % 2], Private(f"{n} " + "mot " * size)) for n in range(past)]
    return Draft("c", Task.CHAT, Private(text), documents, tuple(turns))


def test_a_long_instruction_goes_whole_with_every_part() -> None:
    instruction = "Compte les mots. " * 150 + "FIN"
    rendered = BuiltinPrompts().render(draft(instruction, "mot " * ROOM), CONTEXT)
    assert len(rendered.calls) > 2
    for call in rendered.calls:
        text = rendered.messages[call[-1]].text.reveal()
        assert text.startswith(instruction) and len(text) <= ROOM + 20
    assert rendered.notices == ()


def test_an_instruction_that_leaves_no_room_is_refused() -> None:
    with pytest.raises(PromptError, match="instruction is too long"):
        BuiltinPrompts().render(draft("mot " * (ROOM // 5), "mot " * ROOM), CONTEXT)


def test_a_long_text_alone_is_the_material_and_every_part_has_an_order() -> None:
    rendered = BuiltinPrompts().render(draft("mot " * ROOM), CONTEXT)
    texts = [rendered.messages[call[-1]].text.reveal() for call in rendered.calls]
    assert all(text.startswith("Voici un document.") for text in texts)


def test_earlier_turns_without_room_are_told() -> None:
    source = BuiltinPrompts()
    assert source.render(draft("Et alors ?", past=4), CONTEXT).notices == ()
    kept = source.render(draft("Et alors ?", past=8, size=400), CONTEXT)
    missing = 8 - (len(kept.messages) - 2)
    assert missing and str(missing) in kept.notices[0]
    assert "4 earlier" in source.render(draft("?", "mot " * ROOM, past=4), CONTEXT).notices[0]


PASTE = "Bonjour,\n" + "Le chantier reprend lundi matin. " * 15


@pytest.mark.parametrize(
    ("task", "text", "order", "material"),
    [
        (Task.SUMMARISE, PASTE, "Résumez ce texte.", PASTE),
        (Task.ANALYSE, PASTE, "Analysez ce texte.", PASTE),
        (Task.SUMMARISE, f"Résume en deux points :\n\n{PASTE}", "Résume en deux points", PASTE),
        (Task.CHAT, PASTE, PASTE, ""),
        (Task.SUMMARISE, "Et en plus court ?\nMerci.", "Et en plus court ?\nMerci.", ""),
    ],
)
def test_a_paste_to_work_on_stands_apart_from_its_order(task, text, order, material) -> None:
    rendered = BuiltinPrompts().render(Draft("c", task, Private(text)), CONTEXT)
    said = rendered.messages[-1].text.reveal()
    assert said.startswith(order.strip())
    assert said.endswith(f'"""\n{material.strip()}\n"""' if material else order.strip())
