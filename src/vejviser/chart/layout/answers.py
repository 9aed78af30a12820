"""The engine's answers, kept in memory and from one run to the next."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

from vejviser.kept import Shelf

MOST = 500
"""How many answers are kept in files, and how many in a process."""

Answer = dict[str, Any]


class Answers:
    """What one engine answers.

    :param version: another engine answers otherwise
    """

    def __init__(self, version: str) -> None:
        self._version = version
        self._shelf = Shelf("layouts", MOST)
        self._memory: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def answer(
        self, question: Mapping[str, Any], ask: Callable[[Mapping[str, Any]], Answer]
    ) -> Answer:
        """What was answered before, or else what ``ask`` answers now."""
        key = f"{self._version} {json.dumps(question, sort_keys=True)}"
        with self._lock:
            text = self._memory.get(key)
        if text is None:
            text = self._shelf.get(key)
            if text is None:
                text = json.dumps(ask(question), separators=(",", ":"))
                self._shelf.put(key, text)
            with self._lock:
                self._memory[key] = text
                while len(self._memory) > MOST:
                    self._memory.popitem(last=False)
        answer: Answer = json.loads(text)
        return answer
