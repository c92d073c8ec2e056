"""Trains the model that tells whether a passage supports, contradicts or leaves open a statement."""
