"""Reads a prompt from elsewhere before it runs: hidden text, orders to the model, scripts beside it."""
