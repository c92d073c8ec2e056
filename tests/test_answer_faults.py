"""What a small model does instead of the task is told; an ordinary answer is left alone."""

import pytest

from assistant.answer_faults import faults
from assistant.types import Draft, Language, Message, Private, Rendered, Role, Task

NOTE = (
    "Le chantier de la rue des Lilas reprend lundi 3 mars avec deux équipes au lieu de trois. "
    "Le client accepte un retard de quatre jours, mais pas une facture plus élevée que le devis. "
    "Camille prévient le fournisseur et demande un nouveau calendrier avant vendredi soir."
)
ORDER = "Résumez ce texte."
GOOD = (
    "Les travaux repartent le 3 mars à deux équipes. Quatre jours de retard sont admis, sans surcoût ; "
    "Camille voit le fournisseur pour avoir un calendrier d'ici à vendredi."
)
ENGLISH = (
    "Work starts again on 3 March with two teams. The client accepts a delay of four days but no higher "
    "invoice, and Camille will ask the supplier for a new schedule before Friday evening."
)


def told(answer: str, task: Task = Task.SUMMARISE, typed: str = "", order: str = ORDER) -> str:
    draft = Draft("c", task, Private(typed))
    sent = Message(Role.USER, Private(f'{order}\n\n"""\n{NOTE}\n"""'))
    return " ".join(faults(answer, draft, Rendered(Language.FR, (sent,), ((0,),))))


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (NOTE, "copies"),
        (f"Résumé\n\n{NOTE}", "copies"),
        (f'{ORDER} """ Le chantier de la rue', "repeats the request"),
        (ENGLISH, "language"),
        (f"{GOOD} Le client est d'accord avec tout cela. " * 3, "3 times"),
    ],
)
def test_told(answer: str, word: str) -> None:
    assert word in told(answer)


@pytest.mark.parametrize(
    ("answer", "task", "typed"),
    [
        (GOOD, Task.SUMMARISE, ""),
        (NOTE, Task.CHAT, "Corrige les fautes"),
        (NOTE, Task.DRAFT, "Corrige les fautes"),
        (ENGLISH, Task.DRAFT, "Un mail en anglais"),
        (ENGLISH, Task.CHAT, "Translate"),
        ("Oui.", Task.SUMMARISE, ""),
        ("", Task.SUMMARISE, ""),
    ],
)
def test_an_ordinary_answer_is_left_alone(answer: str, task: Task, typed: str) -> None:
    assert told(answer, task, typed) == ""


def test_a_draft_that_echoes_its_order_is_told() -> None:
    order = "Rédigez le texte demandé à partir des notes ci-dessous."
    assert "repeats the request" in told(f'{order} """ Refuser """', Task.DRAFT, order=order)


@pytest.mark.parametrize("task", [Task.CHAT, Task.DRAFT])
def test_an_answer_borne_out_by_the_request_alone_is_told(task: Task) -> None:
    parrot = NOTE[NOTE.index(".") + 1 :].strip()
    assert "proves nothing" in told(parrot, task, NOTE)
    assert "proves nothing" not in told(GOOD, task, NOTE)
    assert "proves nothing" not in told(parrot, task, "Corrige les fautes")
