"""Libraries of prompts: folders of plain files, kept in git, stacked so that the nearest wins."""
