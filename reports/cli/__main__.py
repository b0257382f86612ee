"""`python -m reports.cli` is the command `crossyear`."""

import sys

from reports.cli import main

if __name__ == "__main__":
    sys.exit(main())
