"""A store that can be written to, and fails as it is told: at one request, in one way."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox


@dataclass
class Store:
    """A store on loopback: ``/store``, ``/query`` and ``/update``.

    :param fault: given the kind of a request (``PUT``, ``GET``, ``DELETE``, ``query``, ``update``)
        and what it carries, says what goes wrong: ``full`` and ``refused`` do nothing and say so,
        ``cut`` does nothing and says nothing, ``done-cut`` does all and says nothing, ``half`` does
        the first half of an update and fails, ``lossy`` leaves a triple out; empty for nothing
    """

    address: str
    held: ox.Store = field(default_factory=ox.Store)
    fault: Callable[[str, str], str] = lambda kind, what: ""
    log: list[str] = field(default_factory=list)

    def graphs(self) -> set[str]:
        return {str(graph.value) for graph in self.held.named_graphs()}

    def quads(self) -> set[ox.Quad]:
        return set(self.held)


@contextmanager
def store() -> Iterator[Store]:
    """A store in a thread."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._graph("GET", b"")

        def do_PUT(self) -> None:
            self._graph("PUT", self._body())

        def do_DELETE(self) -> None:
            self._graph("DELETE", b"")

        def do_POST(self) -> None:
            kind = urlsplit(self.path).path.strip("/")
            text = parse_qs(self._body().decode())[kind][0]
            fault = self._fault(kind, text)
            if fault in ("cut", "full", "refused"):
                return
            if kind == "query":
                self._query(text)
                return
            steps = text.split(" ;\n")
            for step in steps[: len(steps) // 2] if fault == "half" else [text]:
                try:
                    made.held.update(step)
                except RuntimeError as error:
                    self._say(500, "text/plain", str(error).encode())
                    return
            if fault == "half":
                self._say(500, "text/plain", b"Transaction deadlocked")
            elif fault == "done-cut":
                self.close_connection = True
            else:
                self._say(204, "text/plain", b"")

        def _query(self, text: str) -> None:
            answer = made.held.query(text)
            if isinstance(answer, ox.QueryTriples):
                body = answer.serialize(format=ox.RdfFormat.N_TRIPLES)
                self._say(200, "application/n-triples", body or b"")
            else:
                body = answer.serialize(format=ox.QueryResultsFormat.JSON)  # type: ignore[union-attr]
                self._say(200, "application/sparql-results+json", body or b"")

        def _graph(self, kind: str, body: bytes) -> None:
            name = parse_qs(urlsplit(self.path).query)["graph"][0]
            fault, graph = self._fault(kind, name), ox.NamedNode(name)
            if fault in ("cut", "full", "refused"):
                return
            there = made.held.contains_named_graph(graph)
            if kind != "PUT" and not there:
                self._say(404, "text/plain", b"no such graph")
            elif kind == "GET":
                quads = made.held.quads_for_pattern(None, None, None, graph)
                lines = [f"{quad.triple} .\n" for quad in quads][fault == "lossy" :]
                self._say(200, "application/n-triples", "".join(lines).encode())
            else:
                made.held.remove_graph(graph)
                if kind == "PUT":
                    made.held.load(body, ox.RdfFormat.N_TRIPLES, to_graph=graph)
                self._say(204, "text/plain", b"")

        def _fault(self, kind: str, what: str) -> str:
            made.log.append(f"{kind} {what}")
            fault = made.fault(kind, what)
            if fault == "full":
                self._say(507, "text/plain", b"No space left on device")
            elif fault == "refused":
                self._say(403, "text/html", b"<html><b>Forbidden</b></html>")
            elif fault == "cut":
                self.close_connection = True
            return fault

        def _body(self) -> bytes:
            return self.rfile.read(int(self.headers["Content-Length"]))

        def _say(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made = Store(f"http://127.0.0.1:{server.server_port}/store")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def switching(text: str) -> bool:
    """Whether an update is the one that puts all into its place."""
    return bool(re.match("MOVE", text))
