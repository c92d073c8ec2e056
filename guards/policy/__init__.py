"""The rules: what happens to each kind of finding, by destination."""
