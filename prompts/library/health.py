"""What in the libraries will not work, or not for long: each with its file and a way to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError
from prompts.library.entries import Entry
from prompts.library.retired import retirement
from prompts.library.stack import Found, Library, Stack
from prompts.reproduce.hashes import hashes
from prompts.reproduce.lock import drift, read_lock
from prompts.reproduce.trust import approved
from prompts.trials.cases import cases
from prompts.trials.running import replayed


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing to mend; `stops` when the prompt cannot run as it is."""

    what: str
    mend: str
    place: Place
    stops: bool = False


def troubles(stack: Stack, known_model: Callable[[str], bool], today: date) -> Iterator[Trouble]:
    """Yield the troubles of every library, the nearest first; `known_model` says which can be asked."""
    for library in stack.libraries:
        try:
            yield from _of_lock(stack, library)
            for entry in library.entries:
                yield from _of_prompt(stack, library, entry, known_model, today)
        except PromptError as error:
            yield _from(error, library)


def _of_lock(stack: Stack, library: Library) -> Iterator[Trouble]:
    if not read_lock(library.root).prompts or any(e.problem for e in library.entries):
        return
    for item in drift(stack, library):
        yield Trouble(
            _("{path} is not what the lock says.").format(path=item.path),
            _("Look at it, then: hygie prompts lock"), Place(str(library.root / item.path)),
        )  # fmt: skip


def _of_prompt(
    stack: Stack, library: Library, entry: Entry, known_model: Callable[[str], bool], today: date
) -> Iterator[Trouble]:
    place = Place(str(library.root / entry.path))
    try:
        found = Found(library, entry, stack.read(library, entry))
        hashes(found.prompt, stack)
        yield from _of_model(found, known_model, today)
        if not approved(stack, found):
            name = entry.identity
            yield Trouble(
                _("“{name}” comes from elsewhere and was not approved in its present form.").format(name=name),
                _("Read it (hygie prompts review {name}), then: hygie prompts approve {name}").format(name=name),
                place, True,
            )  # fmt: skip
        yield from _of_tests(stack, found)
    except PromptError as error:
        yield _from(error, library)
    if entry.status == "deprecated":
        yield Trouble(_("“{name}” is no longer kept up.").format(name=entry.identity), "", place)


def _of_model(found: Found, known_model: Callable[[str], bool], today: date) -> Iterator[Trouble]:
    asked = found.prompt.meta.model
    model = str(found.library.manifest.models.get(asked, asked))
    place = Place(found.prompt.source.name, found.prompt.front.place("model").line if asked else 0)
    if not model:
        return
    if ends := retirement(model):
        said = (
            _("{model} was shut down on {date}.")
            if ends <= today
            else _("{model} will be shut down on {date}.")
        )
        what = said.format(model=model, date=ends.isoformat())
        yield Trouble(
            what, _("Choose another model: hygie models"), place, ends <= today
        )  # fmt: skip
    elif not known_model(model):
        yield Trouble(
            _("the prompt asks for the model {name}, which is not known here").format(name=model),
            _("Name it in the manifest's models, or correct it: hygie models"), place,
        )  # fmt: skip
    elif model.endswith("latest"):
        yield Trouble(
            _("“{model}” means another model tomorrow.").format(model=model),
            _("Name a dated version of the model."), place,
        )  # fmt: skip


def _of_tests(stack: Stack, found: Found) -> Iterator[Trouble]:
    for case in cases(found):
        trial = replayed(stack, found, case)
        if trial.problem:
            yield Trouble(
                f"{found.entry.identity}: {case.name}: {trial.problem}",
                _("Record it again with a model: hygie prompts test NAME --update"), case.place,
            )  # fmt: skip


def _from(error: PromptError, library: Library) -> Trouble:
    return Trouble(error.bare, error.action, error.place or Place(str(library.root)), True)
