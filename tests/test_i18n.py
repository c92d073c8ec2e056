"""Which language hygie speaks to whom has said nothing to hygie itself."""

import pytest

from assistant import i18n

VARIABLES = ("HYGIE_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        # What desktops set beside the locale, and containers instead of it.
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "fr_FR:fr:en"}, "fr"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "fr"}, "fr"),
        ({"LANGUAGE": "fr"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "en:fr"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:fr:en"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "de"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": ""}, "fr"),
        # A script that asks for the plain locale gets it.
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C", "LANGUAGE": "fr"}, "en"),
        ({"LANG": "POSIX", "LANGUAGE": "fr"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "en", "HYGIE_LANG": "fr"}, "fr"),
    ],
)
def test_the_language_is_the_one_the_system_is_set_to(monkeypatch, environment, language):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert i18n.choose() == language
