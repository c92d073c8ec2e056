"""Source checks: what an answer states, looked for in the texts it was made from."""
