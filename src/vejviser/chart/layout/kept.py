"""Answers kept from one run to the next, by the content of what was asked.

A folder that cannot be used and a file that is broken are as good as none: then it is asked anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

FORM = 2
"""Of the files; another number and the old ones are not used."""
MOST = 500
"""How many answers a folder keeps, and how many a process."""

Answer = dict[str, Any]


def folder() -> Path:
    """Where answers are kept: ``VEJVISER_CACHE``, or the platform's folder for such files."""
    if named := os.environ.get("VEJVISER_CACHE"):
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "vejviser"


def _files() -> Path:
    # A folder that is ours alone: the oldest in it are deleted.
    return folder() / "layouts"


class Kept:
    """Answers of one engine in one version, in memory and in the folder."""

    def __init__(self, version: str) -> None:
        self.version = version
        self._memory: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def answer(
        self, question: Mapping[str, Any], ask: Callable[[Mapping[str, Any]], Answer]
    ) -> Answer:
        """What was answered before, or else what ``ask`` answers now."""
        text = json.dumps(question, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        key = hashlib.sha256(f"{FORM} {self.version} {text}".encode()).hexdigest()
        with self._lock:
            known = self._memory.get(key)
        if known is None:
            found = _read(key)
            if found is not None:
                self._remember(key, json.dumps(found))
                return found
            fresh = ask(question)
            known = _text(fresh)
            self._remember(key, known)
            _write(key, known)
        answer: Answer = json.loads(known)
        return answer

    def _remember(self, key: str, text: str) -> None:
        with self._lock:
            self._memory[key] = text
            while len(self._memory) > MOST:
                self._memory.popitem(last=False)


def _read(key: str) -> Answer | None:
    with contextlib.suppress(OSError, RuntimeError, ValueError):
        found = json.loads((_files() / f"{key}.json").read_text(encoding="utf-8"))
        if (
            isinstance(found, dict)
            and found.get("key") == key
            and isinstance(found["answer"], dict)
            # What was written is what is read: half an answer would fail far from here.
            and found.get("sum") == _sum(_text(found["answer"]))
        ):
            answer: Answer = found["answer"]
            return answer
    return None


def _text(answer: Answer) -> str:
    return json.dumps(answer, ensure_ascii=True, separators=(",", ":"))


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _write(key: str, text: str) -> None:
    """Put an answer into the folder in one step, and let the oldest go where there are too many."""
    # `Path.home` raises RuntimeError where there is no home.
    with contextlib.suppress(OSError, RuntimeError):
        place = _files()
        place.mkdir(parents=True, exist_ok=True)
        half = place / f"{key}.{os.getpid()}-{threading.get_ident()}.half"
        try:
            whole = f'{{"key":"{key}","sum":"{_sum(text)}","answer":{text}}}'
            half.write_text(whole, encoding="utf-8")
            half.replace(place / f"{key}.json")
        finally:
            half.unlink(missing_ok=True)
        files = sorted((path.stat().st_mtime, path.name) for path in place.glob("*.json"))
        for _, name in files[:-MOST]:
            (place / name).unlink(missing_ok=True)
