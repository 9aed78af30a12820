"""Real SPARQL servers on loopback, and a false one, each for the length of a ``with``."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

READY = 60
"""Seconds a server may take to start on a busy machine; Virtuoso takes four on an idle one."""

INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 5
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {most}
MaxQueryExecutionTime = 60
"""


@contextmanager
def oxigraph(folder: Path, quads: Path, *options: str) -> Iterator[str]:
    """The address of an Oxigraph server that holds the N-Quads of a file."""
    program = str(Path(sys.executable).with_name("oxigraph"))
    location = ["--location", str(folder / "store")]
    subprocess.run([program, "load", *location, "--file", str(quads)], check=True, timeout=READY)
    port = _free_port()
    serving = ["serve-read-only", *location, "--bind", f"127.0.0.1:{port}", *options]
    with _running([program, *serving], folder, f"http://127.0.0.1:{port}/query") as address:
        yield address


@contextmanager
def writable_oxigraph(folder: Path, *options: str) -> Iterator[str]:
    """The address of an empty Oxigraph server that can be written to; it keeps all in memory."""
    program = str(Path(sys.executable).with_name("oxigraph"))
    port = _free_port()
    serving = [program, "serve", "--bind", f"127.0.0.1:{port}", *options]
    with _running(serving, folder, f"http://127.0.0.1:{port}/query") as address:
        yield address


@contextmanager
def virtuoso(folder: Path, quads: Path, most: int = 10_000) -> Iterator[str]:
    """The address of a Virtuoso server that holds the N-Quads of a file.

    Its default graph is the union of all. It is skipped where it is not installed, except in CI.

    :param most: the number of rows after which it cuts an answer short; that of Debian by default
    """
    if not (shutil.which("virtuoso-t") and shutil.which("isql-vt")):
        missing = "Virtuoso is not installed (Debian: virtuoso-opensource-7-bin)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    sql, http = _free_port(), _free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(INI.format(folder=folder, sql=sql, http=http, most=most), encoding="utf-8")
    serving = ["virtuoso-t", "+foreground", "+configfile", str(ini)]
    with _running(serving, folder, f"http://127.0.0.1:{http}/sparql") as address:
        copy = folder / "load.nq"
        copy.write_bytes(quads.read_bytes())
        # Row by row, as one transaction may lock itself out; 512: N-Quads.
        load = f"DB.DBA.TTLP(file_to_string_output('{copy}'), '', 'http://localhost/', 512);"
        load = f"log_enable(2); {load}"
        client = ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", "ERRORS=STDOUT", f"EXEC={load}"]
        done = subprocess.run(client, capture_output=True, text=True, timeout=READY, check=True)
        assert "Error" not in done.stdout, done.stdout
        yield address


@contextmanager
def _running(command: Sequence[str], folder: Path, address: str) -> Iterator[str]:
    """Run a server in the foreground until it is no longer needed, whatever happens meanwhile."""
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        until = time.monotonic() + READY
        while not _answers(address):
            said = (folder / "server.log").read_text(encoding="utf-8", errors="replace")
            assert server.poll() is None, f"the server has stopped: {said}"
            assert time.monotonic() < until, f"the server does not answer: {said}"
            time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _answers(address: str) -> bool:
    query = urllib.parse.urlencode({"query": "ASK {}"})
    try:
        with urllib.request.urlopen(f"{address}?{query}", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


# ---------------------------------------------------------------- a false one


@dataclass
class Answer:
    """What the false server answers one request; ``delay`` seconds after every line of it."""

    status: int = 200
    body: str = ""
    kind: str = "application/sparql-results+json"
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0


@dataclass
class Impostor:
    """A server that answers what it is told to, the last answer over and over."""

    address: str
    answers: list[Answer] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def next(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def table(columns: Sequence[str], *rows: Sequence[str | int | None]) -> str:
    """SPARQL results in JSON: texts are IRIs, numbers are whole numbers, None is unbound."""

    def term(value: str | int) -> dict[str, str]:
        if isinstance(value, str):
            return {"type": "uri", "value": value}
        integer = "http://www.w3.org/2001/XMLSchema#integer"
        return {"type": "literal", "value": str(value), "datatype": integer}

    bindings = [
        {c: term(v) for c, v in zip(columns, row, strict=True) if v is not None} for row in rows
    ]
    return json.dumps({"head": {"vars": list(columns)}, "results": {"bindings": bindings}})


@contextmanager
def impostor() -> Iterator[Impostor]:
    """A server in a thread, for all that real ones do only at scale or on a bad day."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            asked = urllib.parse.parse_qs(self.rfile.read(length).decode())
            posing.asked.append(asked["query"][0])
            posing.headers.append(dict(self.headers))
            answer = posing.next()
            with suppress(OSError):  # who asked may have given up
                self._answer(answer)

        def _answer(self, answer: Answer) -> None:
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            for line in answer.body.splitlines(keepends=True) or [""]:
                self.wfile.write(line.encode())
                self.wfile.flush()
                if answer.delay:
                    time.sleep(answer.delay)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    posing = Impostor(f"http://127.0.0.1:{server.server_port}/sparql")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield posing
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
