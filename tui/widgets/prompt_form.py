"""The form of a prompt: one widget for each of its inputs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Select, Static, Switch

from assistant.engine.values import PromptField
from assistant.visible import visible
from tui.widgets.editor import Editor


class PromptForm(VerticalScroll, can_focus=False):
    """Hidden until a prompt is chosen."""

    def __init__(self) -> None:
        super().__init__(id="form")
        self.display = False
        self._fields: tuple[PromptField, ...] = ()

    async def show(self, title: str, fields: Sequence[PromptField]) -> None:
        """Show a form, its defaults filled in."""
        self._fields = tuple(fields)
        self.border_title = visible(title)
        await self.remove_children()
        await self.mount_all([widget for field in fields for widget in _rows(field)])
        self.display = True
        self.focus_first()

    def focus_first(self) -> None:
        """Go to the first input, its label in sight."""
        for field in self._fields[:1]:
            self.query_one(f"#{_id(field)}").focus(scroll_visible=False)
        self.scroll_home(animate=False)

    def values(self) -> dict[str, Any]:
        """Return what was filled in, by name; lists from lines, numbers as numbers."""
        found = {field.name: self._value(field) for field in self._fields}
        return {name: value for name, value in found.items() if value not in ("", None, [])}

    def missing(self) -> list[str]:
        """Return the labels of what is required and empty."""
        return [visible(field.label) for field in self._missing()]

    def focus_missing(self) -> None:
        """Go to the first input that is required and empty."""
        for field in self._missing()[:1]:
            self.query_one(f"#{_id(field)}").focus()

    def _missing(self) -> list[PromptField]:
        filled = self.values()
        return [field for field in self._fields if field.required and field.name not in filled]

    def _value(self, field: PromptField) -> Any:  # noqa: ANN401  (what the prompt's schema says)
        widget = self.query_one(f"#{_id(field)}")
        if isinstance(widget, Switch):
            return widget.value
        if isinstance(widget, Select):
            return None if widget.value is Select.NULL else widget.value
        text = widget.text if isinstance(widget, Editor) else getattr(widget, "value", "")
        if field.type == "array":
            return [line.strip() for line in text.split("\n") if line.strip()]
        if field.type in ("integer", "number") and text.strip():
            return _number(text, whole=field.type == "integer")
        return text


def _number(text: str, *, whole: bool) -> Any:  # noqa: ANN401
    try:
        return int(text) if whole else float(text.replace(",", "."))
    except ValueError:
        return text  # the prompt says what is wrong with it


def _rows(field: PromptField) -> Iterator[Widget]:
    star = " *" if field.required else ""
    yield Static(visible(field.label) + star, classes="label", markup=False)
    if field.help and field.help != field.label:
        yield Static(visible(field.help), classes="help", markup=False)
    yield _widget(field)


def _widget(field: PromptField) -> Widget:
    default = "" if field.default is None else field.default
    if field.choices:
        options = [(str(choice), choice) for choice in field.choices]
        known = default in field.choices
        return Select(options, id=_id(field), value=default if known else Select.NULL)
    if field.type == "boolean":
        return Switch(value=bool(default), id=_id(field))
    if field.type == "array" or field.widget in ("textarea", "list"):
        lines = "\n".join(map(str, default)) if isinstance(default, (list, tuple)) else str(default)
        return Editor(
            lines, id=_id(field), soft_wrap=True, tab_behavior="focus", show_line_numbers=False
        )
    return Input(str(default), id=_id(field), password=field.widget == "secret")


def _id(field: PromptField) -> str:
    return "field-" + "".join(c if c.isalnum() else f"-{ord(c)}-" for c in field.name)
