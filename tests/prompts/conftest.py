"""The command line in a process of its own, and a provider on loopback."""

from tests.cli.conftest import hygie, provider

__all__ = ["hygie", "provider"]
