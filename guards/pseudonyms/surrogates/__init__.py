"""Realistic stand-ins: values of the same kind that belong to nobody."""
