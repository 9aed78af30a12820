"""Files of others that the build brings: the layout engine, the font and its measures.

``npm/third_party.py`` says which they are. They are never committed: a wheel has them inside the
package, a checkout in ``third-party`` beside ``src``, where installing it editable puts them.
"""

from __future__ import annotations

from pathlib import Path

from vejviser.errors import VejviserError


def path(name: str) -> Path:
    """Where a third-party file lies.

    >>> path("THIRD-PARTY.txt").is_file()
    True

    :raises VejviserError: ``no-third-party`` where it has not been brought
    """
    package = Path(__file__).parent
    for folder in (package / "shipped", package.parent.parent):
        if (found := folder / "third-party" / name).is_file():
            return found
    raise VejviserError("no-third-party", value=name)
