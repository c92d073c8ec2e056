"""Vaults of placeholders: in memory for a conversation, and in a file of their own."""

from __future__ import annotations

from pathlib import Path

from assistant.config import Settings
from assistant.protocols import ErasableVault, StoredVault, Vault
from assistant.types import Kind, Review
from assistant.vault_key import VaultLock

_DAY = 86_400.0


def new_vault() -> ErasableVault:
    """Return the vault of a new conversation, in memory."""
    from guards.pseudonyms.vault import MemoryVault

    return MemoryVault()


def copied_vault(vault: Vault) -> ErasableVault:
    """Return a vault in memory that knows what another one does, and is wiped by itself."""
    from guards.pseudonyms.rows import fill, rows
    from guards.pseudonyms.vault import MemoryVault

    assert isinstance(vault, MemoryVault)
    copy = MemoryVault()
    fill(copy, rows(vault))
    return copy


def terms(vault: Vault) -> Review:
    """Return what hides the terms that a vault knows by list or by hand, in texts it has not seen."""
    from guards.pseudonyms.vault import MemoryVault

    assert isinstance(vault, MemoryVault)
    known = [(value, kind) for (kind, value, _gender), _marker in vault.entries()]
    return Review(added=tuple(one for one in known if one[1] is Kind.COMPANY_TERM))


def vault_label(path: Path) -> bytes | None:
    """Return what a vault file says of its key, None for a new one."""
    from guards.pseudonyms.vault_file import label_of

    return label_of(path)


def stored_vault(
    path: Path, lock: VaultLock, settings: Settings, *, must_exist: bool
) -> StoredVault:
    """Return the vault kept in an encrypted file; raises MissingError or StoreError."""
    from guards.pseudonyms.vault_file import Expiry, VaultFile

    days = None if settings.vault_days == "always" else int(settings.vault_days) * _DAY
    return VaultFile(path, lock.key, must_exist=must_exist, label=lock.label, expiry=Expiry(days))


def refuse_other_file(path: Path) -> None:
    """Raise StoreError where a file stands that is no vault."""
    from guards.pseudonyms.vault_file import refuse_other

    refuse_other(path)


def wipe_vault(path: Path) -> None:
    """Overwrite and delete a vault file; raises MissingError or StoreError."""
    from guards.pseudonyms.vault_file import wipe

    wipe(path)
