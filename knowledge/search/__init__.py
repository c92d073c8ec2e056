"""Finds passages: by words, by meaning, both joined, within filters."""
