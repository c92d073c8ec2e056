"""What can be wrong with a prompt, always with the file, the line and the way to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.errors import Exit, UserError


@dataclass(frozen=True, slots=True)
class Place:
    """A point in a file; lines and columns count from 1, a line of 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Source:
    """A named text; `first_line` is the line of the file on which it begins."""

    name: str
    text: str
    first_line: int = 1

    def place(self, offset: int) -> Place:
        """Return the place of an offset of the text."""
        before = self.text[:offset]
        line = before.count("\n")
        return Place(self.name, self.first_line + line, offset - before.rfind("\n"))


class PromptError(UserError):
    """A prompt, its values or its library cannot be used as they are."""

    def __init__(
        self, title: str, detail: str = "", action: str = "", place: Place | None = None
    ) -> None:
        super().__init__(f"{place}: {title}" if place else title, detail, action)
        self.place, self.bare = place, title

    def fields(self) -> dict[str, str]:
        """Return the error for JSON, with its file and line."""
        if self.place is None:
            return super().fields()
        return super().fields() | {"file": self.place.file, "line": str(self.place.line)}


class TemplateError(PromptError):
    """The body of a prompt cannot be read or rendered."""


class BudgetError(TemplateError):
    """A template takes more steps, text or time than a prompt may."""


class InputError(PromptError):
    """A value is missing, unknown or of the wrong type; `input` names it where it is one."""

    def __init__(
        self,
        title: str,
        detail: str = "",
        action: str = "",
        place: Place | None = None,
        name: str = "",
    ) -> None:
        super().__init__(title, detail, action, place)
        self.input = name


class DriftError(PromptError):
    """Something recorded or locked has changed or gone."""

    exit_code = Exit.MISSING


class UntrustedError(PromptError):
    """A prompt from elsewhere that nobody has approved in its present form."""

    exit_code = Exit.REFUSED
