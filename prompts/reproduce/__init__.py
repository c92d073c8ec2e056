"""What makes a prompt reproducible: hashes, a lock, records of runs that replay byte for byte."""
