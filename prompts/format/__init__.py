"""The dotprompt format: front matter, schemas, roles; stricter than dotprompt where people get hurt."""
