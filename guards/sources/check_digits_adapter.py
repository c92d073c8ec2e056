"""Check digits of official numbers: python-stdnum, loaded at first use."""

from __future__ import annotations

from importlib import import_module


def holds(module: str, number: str) -> bool | None:
    """Whether a number keeps its own check digits; None when only its form, not they, is at fault.

    `module` is the name in python-stdnum (« isbn », « fr.siren »). Its tables have gaps, so that a
    length or a component it does not know proves nothing.
    """
    from stdnum.exceptions import InvalidChecksum, ValidationError

    try:
        import_module(f"stdnum.{module}").validate(number)
    except InvalidChecksum:
        return False
    except (ValidationError, LookupError, ValueError, TypeError, AttributeError):
        return None
    return True
