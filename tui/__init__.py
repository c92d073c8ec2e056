"""The terminal front ends: Textual screens and the plain mode."""
