"""Answers kept in memory, as the dataset does not change while it is served."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
SHARE = 2
"""What takes more than one part in so many is not kept, as it would drive most others out."""


class Kept(Generic[T]):
    """Answers by what was asked; past so many bytes, the one longest not asked for is forgotten.

    :param most: bytes
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._answers: OrderedDict[object, tuple[T, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: object) -> T | None:
        """The answer kept for what was asked."""
        with self._lock:
            found = self._answers.get(key)
            if found is None:
                return None
            self._answers.move_to_end(key)
            return found[0]

    def put(self, key: object, answer: T, size: int) -> T:
        """Keep an answer, if it is not too large.

        :param size: bytes it takes, its key included where that is long
        """
        if size <= self._most // SHARE:
            with self._lock:
                if key not in self._answers:
                    self._answers[key] = answer, size
                    self._size += size
                while self._size > self._most:
                    self._size -= self._answers.popitem(last=False)[1][1]
        return answer
