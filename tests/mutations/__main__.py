"""Prints the matrix: ``PYTHONPATH=tests python -m mutations``."""

from __future__ import annotations

import vejviser
from mutations.lists import Bench
from mutations.matrix import matrix
from mutations.table import WORKSPACE, cases, found

if __name__ == "__main__":
    print("\n".join(matrix(found(Bench(vejviser.open(WORKSPACE)), cases()))))
