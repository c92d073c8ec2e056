"""Trains the names model that `guards/detection` ships; not part of the wheel, not needed to run hygie."""
