"""Why a file is not read: what happened, that nothing was sent, what to do.

None takes a name or a piece of the file: a name can hold a client's, and these texts reach logs.
"""

from __future__ import annotations

from assistant.errors import ReaderError
from assistant.i18n import _


def _refusal(title: str, cause: str, action: str) -> ReaderError:
    return ReaderError(title, cause + " " + _("Nothing was sent."), action)


def missing() -> ReaderError:
    """Nothing stands at the path."""
    return _refusal(
        _("File not found"),
        _("There is no file at this place."),
        _("Check the spelling and the folder, then try again."),
    )


def lost_link() -> ReaderError:
    """A link stands at the path, and nothing where it leads."""
    return _refusal(
        _("This link leads to no file"),
        _("What it points to is gone, or it points to itself."),
        _("Mend the link or delete it, then try again."),
    )


def folder() -> ReaderError:
    """The path is a folder."""
    return _refusal(
        _("This is a folder"),
        _("A folder was given where a file is expected."),
        _("Choose a file inside it."),
    )


def special() -> ReaderError:
    """The path is a device, a socket or a named pipe, which may never end."""
    return _refusal(
        _("This is not an ordinary file"),
        _("It is a device, a socket or a pipe."),
        _("Send its output to hygie through standard input, with - as the file."),
    )


def unreadable() -> ReaderError:
    """The system does not let the person read the file."""
    return _refusal(
        _("This file cannot be opened"),
        _("The system refuses to read it: its permissions or its disk."),
        _("Check its permissions, or copy it to a folder of your own."),
    )


def empty() -> ReaderError:
    """The file has no byte."""
    return _refusal(
        _("This file is empty"),
        _("It holds nothing at all."),
        _("Check that it was saved or downloaded to the end."),
    )


def blank() -> ReaderError:
    """The document has spaces and line ends only."""
    return _refusal(
        _("This document holds no text"),
        _("Only spaces and empty lines were found."),
        _("Check that this is the right file."),
    )


def binary() -> ReaderError:
    """The bytes are not text."""
    return _refusal(
        _("This is not a text document"),
        _("It is a picture, a program, an archive or other binary data."),
        _("Give a text, PDF, office (docx, odt, pptx, xlsx…), HTML, mail or CSV file."),
    )


def too_large(limit: int) -> ReaderError:
    """The file is over `limit` bytes."""
    title = _("This file is over {megabytes} MB").format(megabytes=limit // 1_000_000)
    return _refusal(
        title, _("Larger files are not read."), _("Keep the part you need in a smaller file.")
    )


def unknown_encoding() -> ReaderError:
    """No known encoding fits the text."""
    return _refusal(
        _("The encoding of this text is unknown"),
        _("Its accents would be wrong, and confidential names could be missed."),
        _("Open it in its own program and save it as UTF-8 text."),
    )


def unsupported() -> ReaderError:
    """A format that hygie does not read."""
    return _refusal(
        _("This kind of document is not read"),
        _("It is an archive or an older office format."),
        _("Open it in its own program and save it as docx, PDF, CSV or text."),
    )


def locked_pdf() -> ReaderError:
    """The PDF asks for a password."""
    return _refusal(
        _("This PDF is protected by a password"),
        _("It cannot be read without it."),
        _("Open it with its password and save or print it as a new PDF."),
    )


def damaged_pdf() -> ReaderError:
    """The PDF's structure is broken."""
    return _refusal(
        _("This PDF is damaged"),
        _("Its structure cannot be read."),
        _("Download or export it again."),
    )


def scanned_pdf() -> ReaderError:
    """The PDF has pages and no text on them."""
    return _refusal(
        _("This PDF holds pictures of pages and no text"),
        _("It was probably scanned, and pictures are not read."),
        _("Run text recognition (OCR) on it first, then give the result."),
    )


def locked_office() -> ReaderError:
    """The office document is encrypted."""
    return _refusal(
        _("This document is protected by a password"),
        _("It is encrypted and cannot be read."),
        _("Open it with its password and save a copy without one."),
    )


def damaged_office() -> ReaderError:
    """The structure of the office document is broken."""
    return _refusal(
        _("This document is damaged"),
        _("Its structure cannot be read."),
        _("Open it in its own program, which may repair it, and save it again."),
    )


def swollen_docx(limit: int) -> ReaderError:
    """The document unpacks to more than `limit` bytes."""
    cause = _("Unpacked, it is over {megabytes} MB, as malicious files are.")
    return _refusal(
        _("This document is too large once unpacked"),
        cause.format(megabytes=limit // 1_000_000),
        _("Make sure where it comes from, or copy its text into a new document."),
    )


def crammed_docx(ratio: int) -> ReaderError:
    """A part of the document unpacks to more than `ratio` times its size."""
    cause = _("A part of it unpacks to over {ratio} times its size, as malicious files do.")
    return _refusal(
        _("This document is too large once unpacked"),
        cause.format(ratio=ratio),
        _("Make sure where it comes from, or copy its text into a new document."),
    )


def damaged_mail() -> ReaderError:
    """The mail's structure is broken or nested beyond reason."""
    return _refusal(
        _("This mail is damaged"),
        _("Its structure cannot be read."),
        _("Save it again from your mail program, or copy its text."),
    )


def damaged_page() -> ReaderError:
    """The page's structure is broken or nested beyond reason."""
    return _refusal(
        _("This web page is damaged"),
        _("Its structure cannot be read."),
        _("Copy its text from your browser."),
    )
