"""The assistant: request pipeline, models, engine process and command line of hygie."""

__version__ = "0.1.0"
