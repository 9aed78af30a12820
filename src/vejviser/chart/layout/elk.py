"""ELK, the layout engine: a graph in its JSON, and the same graph with places.

It runs in a child process (:mod:`vejviser.chart.layout.elk_child`) that is started when first
needed, serves for as long as this process lives, and is started again once when it dies.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from vejviser.errors import VejviserError
from vejviser.thirdparty import path

PATIENCE = 60.0
"""Seconds that a layout may take."""

Graph = Mapping[str, Any]


class Elk:
    """ELK in a child process, for any number of threads.

    :param script: finds elkjs, and raises where it is not there
    :param patience: seconds an answer may take
    """

    def __init__(self, script: Callable[[], Path], patience: float = PATIENCE) -> None:
        self.script, self.patience = script, patience
        self.child: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()
        self._owner = os.getpid()
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()

    def place(self, graph: Graph) -> dict[str, Any]:
        """The graph with a place for each node, port and edge.

        Raises ``VejviserError`` where ELK is not there, fails, or takes too long.
        """
        if self._owner != os.getpid():
            # A fork: the child answers the process that started it.
            self.child, self._lock, self._owner = None, threading.Lock(), os.getpid()
        request = json.dumps(graph, ensure_ascii=True, separators=(",", ":"))
        with self._lock:
            said = self._ask(request) or self._ask(request)
        if not said:
            raise VejviserError("layout-died")
        answer = json.loads(said)
        if "missing" in answer:
            raise VejviserError("layout-missing", value=answer["missing"])
        if "failed" in answer:
            raise VejviserError("layout-failed", reason=answer["failed"])
        placed: dict[str, Any] = answer["placed"]
        return placed

    def ready(self) -> None:
        """Start the child ahead of the first graph; what is wrong shows when it is asked."""
        with self._lock, contextlib.suppress(VejviserError, OSError):
            if self.child is None:
                self._start()

    def close(self) -> None:
        """End the child, if there is one."""
        child, self.child = self.child, None
        if child is None or self._owner != os.getpid():
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()

    def _ask(self, request: str) -> str:
        """The child's answer; empty where it died over it."""
        if self.child is None or self.child.poll() is not None:
            self.close()
            self._start()
        child = self.child
        if child is None or child.stdin is None:
            return ""
        with contextlib.suppress(OSError):
            child.stdin.write(request + "\n")
            child.stdin.flush()
        try:
            said = self._answers.get(timeout=self.patience)
        except queue.Empty:
            self.close()
            raise VejviserError("layout-too-slow", seconds=f"{self.patience:g}") from None
        if not said:
            self.close()
        return said

    def _start(self) -> None:
        script = self.script()
        # By its file and not as a module: importing the package would only cost time.
        child = str(Path(__file__).with_name("elk_child.py"))
        self.child = subprocess.Popen(
            [sys.executable, "-P", child, str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self._answers = queue.SimpleQueue()
        listener = (self.child.stdout, self._answers)
        threading.Thread(target=_listen, args=listener, daemon=True).start()


def _listen(lines: Any, answers: queue.SimpleQueue[str]) -> None:
    """Pass on what the child says, and an empty line when it is gone."""
    with contextlib.suppress(OSError, ValueError):
        for line in lines:
            answers.put(line)
    answers.put("")


def script() -> Path:
    """Where elkjs is."""
    return path("elk.js")


_elk = Elk(script)
atexit.register(_elk.close)


def ready() -> None:
    """Let ELK start while something else is done: by itself that takes a third of a second."""
    _elk.ready()


def place(graph: Graph) -> dict[str, Any]:
    """ELK's answer to a graph."""
    return _elk.place(graph)
