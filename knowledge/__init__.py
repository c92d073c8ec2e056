"""Reading documents and, later, the personal knowledge base."""
