"""The vector index: a cache over the vectors that SQLite keeps, made again at any time."""
