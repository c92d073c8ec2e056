"""Sharing a library through git: what changed is reviewed before it is taken, releases are signed."""
