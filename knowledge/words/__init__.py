"""Words as the index sees them: without accents, endings and the commonest little words."""
