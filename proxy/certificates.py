"""Looks at the files of TLS before anything is served: a wrong one would be found out at the first connection only."""

from __future__ import annotations

import ssl
from pathlib import Path

from assistant.errors import MissingError
from assistant.i18n import _
from assistant.os_reasons import reason
from proxy.settings import Listen


def check(listen: Listen) -> None:
    """Read certificate, key and client authority as the server will; raises MissingError."""
    if listen.certificate is None:
        return
    for path in (listen.certificate, listen.private_key, listen.client_ca):
        if path is not None:
            _readable(path)
    for path in (listen.certificate, listen.client_ca):
        if path is not None:
            _certificates(path)
    _pair(listen.certificate, listen.private_key)


def _readable(path: Path) -> None:
    try:
        path.read_bytes()
    except (OSError, ValueError) as error:
        raise _wrong(
            _("The file {path} for TLS cannot be read ({reason}).").format(
                path=path,
                reason=reason(error) if isinstance(error, OSError) else _("this is no path"),
            ),
            _("Correct certificate, private_key or client_ca under listen, or the file's rights."),
        ) from None


def _certificates(path: Path) -> None:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_verify_locations(cafile=path)
    except OSError:  # SSLError is one
        raise _wrong(
            _("The file {path} holds no certificate.").format(path=path),
            _("Give a certificate in PEM format: -----BEGIN CERTIFICATE-----"),
        ) from None


def _pair(certificate: Path, key: Path | None) -> None:
    held = key or certificate
    try:
        # Without an answer for a passphrase OpenSSL would ask for it on the terminal.
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key, password=lambda: "")
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            raise _wrong(
                _("The private key {key} does not belong to the certificate {certificate}.").format(
                    key=held, certificate=certificate
                ),
                _(
                    "Give the key that the certificate was made for; in a chain that certificate comes first."
                ),
            ) from None
        raise _wrong(
            _("The file {path} holds no private key that can be used.").format(path=held),
            _("Give private_key under listen as a key in PEM format without a passphrase."),
        ) from None


def _wrong(title: str, action: str) -> MissingError:
    return MissingError(title, _("The proxy did not start."), action)
