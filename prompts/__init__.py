"""Prompt templates: from what a person wants to the messages a model gets."""
