"""The truth of the knowledge base: one SQLite file with texts, passages, words and vectors."""
