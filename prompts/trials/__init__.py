"""Trials of prompts: cases in promptfoo's shape, answers recorded once and judged without a model."""
