"""Every message exists in French, complete and with the same fields."""

import gettext
import re
from io import BytesIO

from tests.catalogue import PACKAGES, PO, ROOT, collected, compiled, french

FIELDS = re.compile(r"\{\w*[^}]*\}|%\(\w+\)s|%[sd]")


def forms(value):
    return value if isinstance(value, (tuple, list)) else (value,)


def test_every_message_of_the_code_is_translated():
    known = {m.id: m.string for m in french() if m.id}
    missing = [m.id for m in collected() if m.id and not all(forms(known.get(m.id, "")))]
    assert missing == []


def test_no_translation_is_left_over():
    wanted = {m.id for m in collected()}
    assert [m.id for m in french() if m.id and m.id not in wanted] == []


def test_translations_keep_the_fields_of_their_message():
    for message in french():
        if message.id:
            want = sorted(set(FIELDS.findall(forms(message.id)[-1])))
            for form in forms(message.string):
                got = set(FIELDS.findall(form))
                assert got <= set(want), message.id
            assert sorted(set(FIELDS.findall(forms(message.string)[-1]))) == want, message.id


def test_translations_have_no_blanks_around_them_that_their_message_lacks():
    for message in french():
        if message.id:
            want = _blanks(forms(message.id)[-1])
            assert all(_blanks(form) == want for form in forms(message.string)), message.id


def _blanks(text):
    # « options\u00a0 » stands before a colon that argparse adds.
    inner = text.strip(" \n\t")
    return tuple(text.split(inner, 1)) if inner else text


def test_the_compiled_catalogue_is_that_of_the_source():
    on_disk = gettext.GNUTranslations(BytesIO(PO.with_suffix(".mo").read_bytes()))
    fresh = gettext.GNUTranslations(BytesIO(compiled(french())))
    drop = lambda c: {k: v for k, v in c._catalog.items() if k}  # noqa: E731
    assert drop(on_disk) == drop(fresh)


def test_no_message_hides_in_an_f_string():
    # The collector does not see it there, so that it would never be translated.
    hidden = re.compile(r"""\bf(['"]).*?\{(?:_|gettext|ngettext)\(""")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if hidden.search(line)
    ]
    assert found == []
