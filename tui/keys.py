"""Key bindings whose words follow the person's language."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual.binding import BindingsMap

from assistant.i18n import gettext


class SpokenKeys:
    """Mixin of apps, screens and widgets: translates the descriptions of their bindings.

    It is no widget itself: Textual takes styles and bindings from the first base that is one.
    """

    _bindings: BindingsMap

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  (passed on as they are)
        super().__init__(*args, **kwargs)
        self._bindings = BindingsMap(
            replace(binding, description=gettext(binding.description))
            if binding.description
            else binding
            for bindings in self._bindings.key_to_bindings.values()
            for binding in bindings
        )
