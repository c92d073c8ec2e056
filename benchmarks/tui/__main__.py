"""`python -m benchmarks.tui`."""

import sys

from benchmarks.tui import main

if __name__ == "__main__":
    main(sys.argv[1:])
