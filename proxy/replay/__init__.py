"""Whole answers, already restored, as the events that a provider would have streamed them in, format by format."""
