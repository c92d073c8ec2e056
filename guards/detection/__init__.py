"""Finds confidential spans: Presidio as the frame, our rules and NER by block inside it."""
