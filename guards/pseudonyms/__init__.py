"""Placeholders and the vault that remembers them."""
