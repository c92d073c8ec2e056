"""The part of the wiring that prompt commands need; apart, so that a list does not load the guard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import paths, store_wiring
from assistant.config import Settings
from assistant.folders import named_place
from assistant.i18n import gettext as _
from assistant.store.key import Passphrase, from_environment
from prompts.errors import Place, PromptError
from prompts.library.manifest import FILE_NAME
from prompts.library.stack import Library, Stack

if TYPE_CHECKING:
    from assistant.prompt_shelf import Opening
    from prompts.remembered import Remembered
    from prompts.reproduce.records import RunStore

STARTER = Path(__file__).parent.parent / "prompts" / "starter"

_SAMPLING: Mapping[str, tuple[str, tuple[type, ...]]] = {
    "temperature": ("temperature", (int, float)),
    "seed": ("seed", (int,)),
    "maxOutputTokens": ("max_tokens", (int,)),
}


def own_library() -> Path:
    """Where a person's own prompts live."""
    return paths.data_dir() / "prompts"


def stack(folder: str | None) -> Stack:
    """Return the libraries: the one named, or else here, one's own, and the starter library.

    Raises PromptError when the one that is named is not there.
    """
    if folder:
        return Stack([library(_there(named_place(folder)))])
    roots = [*filter(None, [_around(Path.cwd())]), own_library(), STARTER]
    return Stack([library(root) for root in roots if root.is_dir()])


def library(root: Path) -> Library:
    """Return a library with where its list, and whom it trusts, are kept."""
    return Library(root, paths.cache_dir() / "prompts", paths.data_dir() / "prompt-trust")


def _there(root: Path) -> Path:
    if root.is_dir():
        return root
    raise PromptError(
        _("There is no library here."),
        action=_("Begin one: hygie prompts init {root}").format(root=root),
        place=Place(str(root)),
    )


def target(folder: str | None) -> Path:
    """Return the library that is written to: the one named, the one here, or one's own."""
    return named_place(folder) if folder else _around(Path.cwd()) or own_library()


def opening(settings: Settings, passphrase: Passphrase = from_environment) -> Opening:
    """Return what opens the person's store, where runs and remembered values lie."""
    return partial(store_wiring.store, settings, passphrase)


@contextmanager
def runs(opening: Opening) -> Iterator[RunStore]:
    """Open where runs are recorded; raises StoreError when their key cannot be had."""
    from assistant.prompt_shelf import shelf
    from prompts.reproduce.records import RunStore

    with shelf(opening) as kept:
        yield RunStore(kept)


@contextmanager
def remembered(opening: Opening) -> Iterator[Remembered]:
    """Open what forms remember; raises StoreError when its key cannot be had."""
    from assistant.prompt_shelf import shelf
    from prompts.remembered import Remembered

    with shelf(opening) as kept:
        yield Remembered(kept)


def _around(folder: Path) -> Path | None:
    for root in (folder, *folder.parents):
        if (root / FILE_NAME).is_file():
            return root
    return None


def sampling(config: Mapping[str, object]) -> tuple[dict[str, Any], dict[str, object]]:
    """Return the settings of a prompt that a model client takes, and those it does not."""
    taken: dict[str, Any] = {}
    dropped: dict[str, object] = {}
    for key, value in config.items():
        name, kinds = _SAMPLING.get(key, ("", ()))
        if name and isinstance(value, kinds) and not isinstance(value, bool):
            taken[name] = value
        else:
            dropped[key] = value
    return taken, dropped
