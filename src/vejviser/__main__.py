"""``python -m vejviser`` is the command line."""

from vejviser.cli import run

run()
