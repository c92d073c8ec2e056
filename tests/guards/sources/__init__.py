"""Tests of the source checks."""
