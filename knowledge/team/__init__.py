"""A team's base: passages published to PostgreSQL, read by those whose role may read them."""
