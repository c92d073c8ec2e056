"""The tests of hygie."""
