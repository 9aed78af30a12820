"""What is kept from one run to the next, by the content of what it was made from.

A folder that cannot be used and a file that is broken are as good as none: then all is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import threading
from pathlib import Path


def folder() -> Path:
    """Where files are kept: ``VEJVISER_CACHE``, or the platform's folder for such files."""
    if named := os.environ.get("VEJVISER_CACHE"):
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "vejviser"


class Shelf:
    """Texts of one kind, each under the digest of what it was made from.

    :param name: of a folder that is ours alone, as the oldest files in it are deleted
    :param most: how many texts it holds
    """

    def __init__(self, name: str, most: int) -> None:
        self._name, self._most = name, most

    def get(self, made_from: str) -> str | None:
        """The text that was made from this; None where there is none, or no longer all of it."""
        key = _digest(made_from)
        with contextlib.suppress(OSError, RuntimeError, ValueError):
            told, _, text = (self._place() / key).read_bytes().decode().partition("\n")
            if told == _told(key, text):
                return text
        return None

    def put(self, made_from: str, text: str) -> None:
        """Keep a text, in one step, and let the oldest go where there are too many."""
        key = _digest(made_from)
        # `Path.home` raises RuntimeError where there is no home.
        with contextlib.suppress(OSError, RuntimeError):
            place = self._place()
            place.mkdir(parents=True, exist_ok=True)
            half = place / f"{key}.{os.getpid()}-{threading.get_ident()}.half"
            try:
                half.write_bytes(f"{_told(key, text)}\n{text}".encode())
                half.replace(place / key)
            finally:
                half.unlink(missing_ok=True)
            whole = (path for path in place.iterdir() if not path.suffix)
            for _, name in sorted((path.stat().st_mtime, path.name) for path in whole)[
                : -self._most
            ]:
                (place / name).unlink(missing_ok=True)

    def _place(self) -> Path:
        return folder() / self._name


def _told(key: str, text: str) -> str:
    """The first line of a file: what was written is what is read, or else nothing."""
    return f"{key} {_digest(text)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
