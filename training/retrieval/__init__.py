"""Teaches the encoder of the knowledge base which passage answers a question."""
