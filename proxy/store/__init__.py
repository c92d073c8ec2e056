"""What the proxy keeps: keys, use, audit, conversations, files. Never a value in clear."""
