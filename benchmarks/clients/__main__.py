"""`python -m benchmarks.clients`."""

import sys

from benchmarks.clients import main

sys.exit(main(sys.argv[1:]))
