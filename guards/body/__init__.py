"""Guards whole JSON bodies of model APIs: every string, key and long number, with one vault."""
