"""The confidentiality guard, its policy, and the source checks."""
