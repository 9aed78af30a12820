"""``python -m vejviser`` is the command line."""

import sys

from vejviser.cli import main

sys.exit(main())
