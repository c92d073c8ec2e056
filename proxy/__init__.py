"""The redact-before-send proxy for teams; it will stand on the same engine as the terminal UI."""
