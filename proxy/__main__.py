"""`python -m proxy serve …`: the same as `hygie proxy serve …`."""

import sys

from assistant.cli import main

sys.exit(main(["proxy", *sys.argv[1:]]))
