"""Serves one vendor's format from an upstream that speaks another: in the clear, before and after the guard."""
