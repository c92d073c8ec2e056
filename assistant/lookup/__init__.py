"""Online look-ups of references: only when the person asks, and the policy allows it."""
