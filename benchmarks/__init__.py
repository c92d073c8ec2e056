"""Measurements behind every figure the project quotes; `python -m benchmarks` lists and runs them."""
