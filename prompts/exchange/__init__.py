"""Prompts of other tools, in and out; each converter says what could not be carried over."""
