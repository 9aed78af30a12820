"""The server as it runs: real clients, hostile queries, slow ones, and an orderly end."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
import SPARQLWrapper as wrapper
import uvicorn
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from starlette.responses import PlainTextResponse

from vejviser.cli import main
from vejviser.web import listening
from vejviser.web.sending import Sent

READY = 120
"""Seconds the server may take to start on a busy machine."""
PATIENCE = 60
"""Seconds an ordinary answer may take; bench/serve.py tells what it takes."""
SECONDS = 2
ORDINARY = "SELECT ?label { <https://w3id.org/vejviser/id/su-hovedstaden> ?p ?label } LIMIT 3"
ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="what only POSIX can bound")


@dataclass
class Server:
    """A running server."""

    url: str
    process: subprocess.Popen[str]
    log: Path

    def ask(self, text: str, **headers: str) -> tuple[int, bytes]:
        """Status and body of a query sent by POST."""
        kind = {"Content-Type": "application/sparql-query", **headers}
        request = urllib.request.Request(f"{self.url}sparql", text.encode(), kind)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def problem(self, text: str) -> str:
        """What is told to be wrong with a query."""
        status, body = self.ask(text)
        assert status >= 400, body
        return str(json.loads(body)["type"].rpartition("/")[2])

    def answers(self) -> bool:
        """Whether an ordinary query is answered."""
        status, body = self.ask(ORDINARY)
        return status == 200 and len(json.loads(body)["results"]["bindings"]) == 3

    def workers(self) -> dict[int, int]:
        """The processes of the pool: id → resident memory in kB; zombies as 0. Linux only."""
        found = {}
        for folder in Path("/proc").iterdir():
            with suppress(OSError, StopIteration):
                if not folder.name.isdigit():
                    continue
                told = dict(
                    line.split(":\t", 1) for line in (folder / "status").read_text().splitlines()
                )
                if int(told["PPid"]) == self.process.pid:
                    found[int(folder.name)] = int(told.get("VmRSS", "0 kB").split()[0])
        return found

    def connected(self) -> socket.socket:
        port = urllib.parse.urlsplit(self.url).port
        assert port is not None
        return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


@contextmanager
def running(folder: Path, *options: str) -> Iterator[Server]:
    command = [sys.executable, "-m", "vejviser", "serve", "--port", "0", "--lang", "en", *options]
    scratch = folder / "scratch"
    scratch.mkdir()
    environment = {**os.environ, "VEJVISER_TODAY": "2024-05-01", "TMPDIR": str(scratch)}
    log = folder / "server.log"
    with log.open("w", encoding="utf-8") as err:
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=err,
            text=True,
            encoding="utf-8",
            env=environment,
        )
    with process:
        assert process.stdout is not None
        watch = threading.Timer(READY, process.kill)
        watch.start()
        said = process.stdout.readline()
        watch.cancel()
        found = re.search(r"http://\S+/", said)
        assert found, log.read_text(encoding="utf-8")
        try:
            yield Server(found[0], process, log)
        finally:
            process.terminate()
            try:
                process.wait(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("serve")
    with running(folder, "--timeout", str(SECONDS), "--workers", "2") as found:
        yield found


# ------------------------------------------------- clients


# SPARQLWrapper makes graphs of a kind that rdflib has no more use for.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize(
    ("method", "way"),
    [
        (wrapper.GET, wrapper.URLENCODED),
        (wrapper.POST, wrapper.URLENCODED),
        (wrapper.POST, wrapper.POSTDIRECTLY),
    ],
)
def test_sparqlwrapper(server: Server, method: str, way: str) -> None:
    client = wrapper.SPARQLWrapper(f"{server.url}sparql")
    client.setMethod(method)
    client.setRequestMethod(way)
    client.setQuery(ORDINARY)
    client.setReturnFormat(wrapper.JSON)
    assert len(client.queryAndConvert()["results"]["bindings"]) == 3
    client.setReturnFormat(wrapper.XML)
    assert len(client.queryAndConvert().getElementsByTagName("result")) == 3
    client.setReturnFormat(wrapper.CSV)
    assert client.queryAndConvert().startswith(b"label")
    client.setQuery("DESCRIBE <https://w3id.org/vejviser/id/su-hovedstaden>")
    for form in (wrapper.TURTLE, wrapper.RDFXML, wrapper.JSONLD):
        client.setReturnFormat(form)
        answer = client.queryAndConvert()
        graph = Graph().parse(data=answer) if isinstance(answer, bytes) else answer
        assert len(graph) > 3
    client.setReturnFormat(wrapper.JSON)
    client.setQuery("SELECT")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_sparqlstore(server: Server, method: str) -> None:
    store = SPARQLStore(f"{server.url}sparql", method=method)
    graph = Graph(store)
    su = URIRef("https://w3id.org/vejviser/id/su-hovedstaden")
    assert len(list(graph.predicate_objects(su))) > 3
    assert (su, None, None) in graph
    document = URIRef("https://w3id.org/vejviser/source/guide-2024")
    assert len(Graph(store, identifier=document)) > 1000


def test_curl(server: Server, tmp_path: Path) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")

    def asked(*arguments: str) -> str:
        command = [curl, "--silent", "--show-error", *arguments]
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", check=True, timeout=PATIENCE
        ).stdout

    asking = f"{server.url}sparql"
    assert "true" in asked(asking, "--data-urlencode", "query=ASK {}")
    assert "true" in asked("--get", asking, "--data-urlencode", "query=ASK {}")
    (tmp_path / "my.rq").write_text(ORDINARY, encoding="utf-8")
    body = [
        "--data-binary",
        f"@{tmp_path / 'my.rq'}",
        "-H",
        "Content-Type: application/sparql-query",
    ]
    assert asked(asking, *body, "-H", "Accept: text/csv").splitlines()[0] == "label"
    assert "sd:Service" in asked(asking)
    head = asked("--head", f"{server.url}")
    assert head.startswith("HTTP/1.1 200")


# ------------------------------------------------- hostile queries

A = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l ."
# Each with what may be told of it: which bound is met first depends on the machine.
HOSTILE = {
    "a cross join": (f"SELECT (COUNT(*) AS ?n) {{ {A} }}", {"query-too-slow"}),
    "a long answer": (f"SELECT * {{ {A} }}", {"answer-too-long", "query-too-slow"}),
    "an exploding path": (
        "SELECT (COUNT(*) AS ?n) { ?a (!<x:p>|^!<x:p>)* ?b . ?b (!<x:p>|^!<x:p>)* ?c }",
        {"query-too-slow", "query-too-heavy"},
    ),
    "a sort that fills the memory": (
        f"SELECT * {{ {A} }} ORDER BY DESC(CONCAT(STR(?a), STR(?d), STR(?g))) LIMIT 1",
        {"query-too-slow", "query-too-heavy"},
    ),
    "groups that fill the memory": (
        f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {A} BIND(CONCAT(STR(?a), STR(?d)) AS ?x) }}",
        {"query-too-slow", "query-too-heavy"},
    ),
    "texts that double": (
        "SELECT (STRLEN(?x) AS ?n) { BIND('aaaaaaaaaaaaaaaa' AS ?y0) "
        + " ".join(f"BIND(CONCAT(?y{n}, ?y{n}, ?y{n}, ?y{n}) AS ?y{n + 1})" for n in range(20))
        + " BIND(?y20 AS ?x) }",
        {"query-too-slow", "query-too-heavy"},
    ),
    "a sum that brings the parser down": (
        f"SELECT (1{'+1' * 100_000} AS ?x) {{}}",
        {"query-too-heavy"},
    ),
    "a path that brings the parser down": (
        f"SELECT * {{ ?s <x:p>{'/<x:p>' * 20_000} ?o }}",
        {"query-too-heavy"},
    ),
    "brackets in plain sight": (
        f"ASK {{ FILTER({'(' * 20_000}1{')' * 20_000}) }}",
        {"sparql-too-deep"},
    ),
    # Regular expressions take linear time here, so this may well be answered.
    "a catastrophic regular expression": (
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c FILTER REGEX(CONCAT(STR(?c), 'x!'), '(x+x+)+y') }",
        {"", "query-too-slow"},
    ),
    "a regular expression that grows": (
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c FILTER REGEX(STR(?c), '((a{1,900}){1,900}){1,900}') }",
        {"", "query-too-slow", "query-too-heavy"},
    ),
    "a comment that never ends a string": (f"ASK {{ }} #{chr(34) * 900_000}", {""}),
    "quotes without an end": ("ASK { } " + "\\'\"" * 300_000, {"bad-sparql", "query-too-slow"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_queries_are_told_so_and_the_next_is_answered(server: Server, name: str) -> None:
    text, expected = HOSTILE[name]
    status, body = server.ask(text)
    told = json.loads(body).get("type", "").rpartition("/")[2]
    assert told in expected
    assert (status == 200) == (told == "")
    assert server.answers()


def test_a_million_values_are_answered_or_refused(server: Server) -> None:
    values = " ".join(f"<x:{number}>" for number in range(90_000))
    status, body = server.ask(f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {values} }} }}")
    assert status == 200
    assert json.loads(body)["results"]["bindings"][0]["n"]["value"] == "90000"
    status, _ = server.ask(f"SELECT * {{ VALUES ?x {{ {values * 3} }} }}")
    assert status == 413
    assert server.answers()


@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_nobody_outside_is_called(server: Server, silent: str) -> None:
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            with suppress(OSError):
                while True:
                    caller, _ = listener.accept()
                    calls.append(caller)
                    caller.close()

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        for text in (
            f"SELECT * {{ SERVICE {silent}<{url}> {{ ?s ?p ?o }} }}",
            f"ASK {{ FILTER EXISTS {{ SERVICE {silent}<{url}> {{ ?s ?p ?o }} }} }}",
            f"SELECT * {{ # a comment\rSERVICE {silent}<{url}> {{}} }}",
            f"PREFIX : <{url}> SELECT * {{ SERVICE{silent.strip()}:a{{}} }}",
            f"SELECT * {{ \\u0053ERVICE {silent}<{url}> {{}} }}",
            f"LOAD {silent}<{url}>",
            f"LOAD {silent}<{url}> INTO GRAPH <x:g>",
        ):
            status, _ = server.ask(text)
            assert 400 <= status < 500, text
        for text in (
            f"ASK FROM <{url}> {{ ?s ?p ?o }}",
            f"ASK FROM NAMED <{url}> {{ GRAPH ?g {{}} }}",
        ):
            assert server.ask(text)[0] == 200
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(timeout=10)
    assert not calls


@ON_POSIX
def test_a_worker_could_not_call_if_it_would(tmp_path: Path) -> None:
    """Past the lexer, too: the process can open no socket."""
    script = (
        "import socket, vejviser.web.sparql.worker as w; w._bound(1 << 30)\n"
        "try: socket.socket()\n"
        "except OSError as error: print(error.errno)\n"
        "try: open('/etc/hostname')\n"
        "except OSError as error: print(error.errno)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["24", "24"]


def test_ordinary_pages_are_answered_under_attack(server: Server) -> None:
    text, _ = HOSTILE["a cross join"]
    with ThreadPoolExecutor(12) as many:
        attacks = [many.submit(server.ask, text) for _ in range(6)]
        time.sleep(0.3)
        with urllib.request.urlopen(f"{server.url}healthz", timeout=PATIENCE) as answer:
            assert answer.status == 200
        statuses = {attack.result()[0] for attack in attacks}
    assert statuses <= {503, 504}
    assert server.answers()


def test_a_long_queue_is_turned_away(server: Server) -> None:
    text, _ = HOSTILE["a cross join"]
    with ThreadPoolExecutor(40) as many:
        statuses = [status for status, _ in many.map(server.ask, [text] * 40)]
    assert set(statuses) == {503, 504}
    assert server.answers()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc to count in")
def test_no_zombies_and_no_more_memory_than_bound(server: Server) -> None:
    for name in ("a sort that fills the memory", "a sum that brings the parser down"):
        server.ask(HOSTILE[name][0])
    until = time.monotonic() + PATIENCE
    # Two that run, one for quick ones and one that stands by; one that was killed is soon gone.
    while len(found := server.workers()) != 4 or 0 in found.values():
        assert time.monotonic() < until, found
        time.sleep(0.1)
    assert max(found.values()) < 700_000
    assert server.answers()


# ------------------------------------------------- slow clients, and those that leave


def test_who_leaves_frees_the_worker(server: Server) -> None:
    text = urllib.parse.quote(HOSTILE["a cross join"][0])
    lines = f"GET /sparql?query={text} HTTP/1.1\r\nHost: a\r\n\r\n".encode()
    for _ in range(6):
        with server.connected() as leaving:
            leaving.sendall(lines)
            time.sleep(0.05)
    assert server.answers()
    until = time.monotonic() + PATIENCE
    while "GET /sparql 499" not in server.log.read_text(encoding="utf-8"):
        assert time.monotonic() < until
        time.sleep(0.1)


@contextmanager
def patient(app: object) -> Iterator[int]:
    """The port of a server in a thread of this process, so that a test can shorten its patience."""

    async def nothing() -> None:
        """Nothing is at work."""

    config = uvicorn.Config(app, http=listening.Patient, lifespan="off", log_config=None)
    server = listening.Ending(config, nothing)
    with listening.listener("127.0.0.1", 0) as at:
        thread = threading.Thread(target=server.run, args=([at],))
        thread.start()
        try:
            yield at.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def test_who_never_asks_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "HEAD", 0.2)
    with patient(PlainTextResponse("å")) as port:
        for said in (
            b"",
            b"GET / HTTP/1.1\r\nHost: a\r\n",
            b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /",
        ):
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as client:
                client.sendall(said)
                heard = b""
                with suppress(ConnectionResetError):
                    while part := client.recv(1000):
                        heard += part
                assert heard.count(b"HTTP/1.1 200") == said.count(b"\r\n\r\n")


def test_who_takes_no_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "STALL", 0.3)
    site = SimpleNamespace(held=0)
    answer = Sent(site, b"x" * 20_000_000, {})  # type: ignore[arg-type]
    with patient(answer) as port:
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as client:
            client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            until = time.monotonic() + PATIENCE
            seen = False
            while site.held or not seen:
                seen = seen or site.held > 0
                assert time.monotonic() < until
                time.sleep(0.01)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE) as whole:
            assert len(whole.read()) == 20_000_000
    assert site.held == 0


def test_many_who_say_nothing_keep_nobody_out(server: Server) -> None:
    silent = [server.connected() for _ in range(100)]
    try:
        for one in silent[::2]:
            one.sendall(b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n")
        assert server.answers()
    finally:
        for one in silent:
            one.close()


def test_a_request_without_sense_is_refused(server: Server) -> None:
    with server.connected() as client:
        client.sendall(b"\x16\x03\x01 nothing\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 400")
    with server.connected() as client:
        client.sendall(b"GET /sparql?query=" + b"a" * 60_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 414")
    with server.connected() as client:
        client.sendall(b"GET / HTTP/1.1\r\n" + b"a: %s\r\n" % (b"b" * 1000) * 131)
        assert client.recv(100).startswith(b"HTTP/1.1 400")
    assert server.answers()


def test_the_log_tells_neither_who_nor_what(server: Server) -> None:
    server.ask("SELECT ?secret { ?secret ?p ?o } LIMIT 1")
    with urllib.request.urlopen(f"{server.url}sparql?query=ASK%7B%7D%23secret", timeout=PATIENCE):
        pass
    told = server.log.read_text(encoding="utf-8")
    assert re.search(r"GET /sparql 200 \d+ B \d+ ms", told)
    assert "secret" not in told
    assert "127.0.0.1" not in told
    assert "ASK" not in told


# ------------------------------------------------- start and stop


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_in_order_whatever_it_is_at(tmp_path: Path, number: signal.Signals) -> None:
    with running(tmp_path, "--timeout", "60", "--workers", "1") as found:
        with ThreadPoolExecutor(1) as many:
            attack = many.submit(found.ask, HOSTILE["a cross join"][0])
            time.sleep(0.5)
            workers = found.workers()
            found.process.send_signal(number)
            found.process.wait(timeout=PATIENCE)
            with suppress(OSError):
                attack.result()
        assert workers
        assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
        assert "Traceback" not in found.log.read_text(encoding="utf-8")
        assert not list((tmp_path / "scratch").iterdir())


@ON_POSIX
def test_workers_do_not_outlive_a_server_that_is_killed(tmp_path: Path) -> None:
    with running(tmp_path, "--workers", "1") as found:
        workers = found.workers()
        found.process.kill()
        found.process.wait()
        until = time.monotonic() + PATIENCE
        while [pid for pid in workers if Path(f"/proc/{pid}").exists()]:
            assert time.monotonic() < until
            time.sleep(0.1)


def refused(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["serve", "--lang", "en", *options]) == 2
    return capsys.readouterr().err


def test_what_cannot_be_served_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        told = refused(capsys, "--port", port)
    assert told.startswith(f"The server cannot answer at 127.0.0.1, port {port}: ")
    assert "cannot answer at no.such.host.invalid" in refused(
        capsys, "--host", "no.such.host.invalid"
    )
    assert "“vejviser”" in refused(capsys, "--root-path", "vejviser")
    assert "“a.example”" in refused(capsys, "--cors", "a.example")
    assert "is not a workspace" in refused(capsys, "--port", "0", "--data", "nowhere")
