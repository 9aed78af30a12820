"""How many requests the server answers, and how fast, beside Oxigraph's own on the same queries.

Needs ``wrk``, and Vejviser with its extra ``test``::

    python -m bench.load

*kept* asks the same again and again, *new* something else each time, which nobody can have kept.
Both servers are asked in turn, first in peace and then while six hostile queries run over and over;
× is our requests per second to Oxigraph's. The first page and REST have no like there: beside REST
stands the same query as SPARQL. In the end, the memory of our processes over 10^5 requests.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

import vejviser
from vejviser import queries, snapshot
from vejviser.words import parse_day

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from servers import oxigraph
from test_serve import HOSTILE, ORDINARY, Server, running

DAY = "2024-05-01"
SECONDS = 3
MANY = 100_000
LONGEST = 12
"""Seconds an attacker waits for an answer, more than our limit."""
AGGREGATE = """
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?kind (COUNT(DISTINCT ?body) AS ?bodies) (MIN(?label) AS ?first)
WHERE { ?body org:classification ?kind ; skos:prefLabel ?label }
GROUP BY ?kind ORDER BY DESC(?bodies) ?kind
"""
EACH = """
local number = 0
request = function()
  number = number + 1
  return wrk.format("GET", wrk.path .. "%20%23" .. number .. "-" .. seed)
end
setup = function(thread) thread:set("seed", tostring(os.time())) end
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "new.lua").write_text(EACH, encoding="utf-8")
        (place / "ours").mkdir()
        data = dataset(place)
        with running(place / "ours", "--workers", "2") as ours:
            for attacked in (False, True):
                print("\nunder attack" if attacked else "in peace")
                print(
                    f"{'request':26}{'clients':>8}{'ours/s':>9}{'p50 ms':>8}{'p99 ms':>8}", end=""
                )
                print(f"{'theirs/s':>10}{'p50 ms':>8}{'p99 ms':>8}{'×':>7}")
                for name, path, other, new in targets():
                    for clients in (1, 50):
                        script = place / "new.lua" if new else None
                        with attack(ours.url + "sparql", attacked):
                            mine = load(ours.url + path, clients, script)
                        line = f"{name:26}{clients:8}{mine}"
                        if other:
                            # Its own limit of time costs it a thread a request, of which it dies,
                            # and without one no hostile query ends: so each time another.
                            with (
                                tempfile.TemporaryDirectory() as own,
                                oxigraph(Path(own), data) as theirs,
                                attack(theirs, attacked),
                            ):
                                yours = load(theirs + other, clients, script)
                            line += f"{yours}{mine.rate / yours.rate:7.2f}"
                        print(line, flush=True)
            memory(ours)


class Load:
    """What ``wrk`` tells of one run."""

    def __init__(self, told: str) -> None:
        found = re.search(r"Requests/sec:\s+([\d.]+)", told)
        assert found, told
        self.rate = max(float(found[1]), 0.01)
        self.median, self.slowest = (_seconds(told, share) for share in ("50%", "99%"))
        failed = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
        late = re.search(r"timeout (\d+)", told)
        self.failed = int(failed[1]) if failed else 0
        self.late = int(late[1]) if late else 0

    def __str__(self) -> str:
        told = f"{self.rate:9.0f}{self.median * 1000:8.1f}{self.slowest * 1000:8.1f}"
        return told + (
            f" ({self.failed} refused, {self.late} late)" if self.failed + self.late else ""
        )


def _seconds(told: str, share: str) -> float:
    """A percentile of the latency; wrk writes it in us, ms, s or m."""
    found = re.search(rf"\s{share}\s+([\d.]+)(us|ms|s|m)\b", told)
    assert found, told
    return float(found[1]) * {"us": 1e-6, "ms": 1e-3, "s": 1, "m": 60}[found[2]]


def targets() -> Iterator[tuple[str, str, str, bool]]:
    """Name, our path, Oxigraph's for the same, and whether each request is to be another."""
    yield "first page", "", "", False
    whole = vejviser.open()
    query = whole.query("composition")
    terms = whole.terms(query, {"body": "SU", "on": DAY})
    text = quote(queries.bound(query, terms))
    yield "composition (REST)", f"api/composition?body=SU&on={DAY}", f"?query={text}", False
    for name, asked in (("small", ORDINARY), ("aggregate", AGGREGATE)):
        text = quote(asked)
        yield f"{name} (kept)", f"sparql?query={text}", f"?query={text}", False
        yield f"{name} (new)", f"sparql?query={text}", f"?query={text}", True


def load(url: str, clients: int, script: Path | None = None, seconds: int = SECONDS) -> Load:
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--latency", "--timeout", "30s"]
    accept = ["-H", "Accept: application/sparql-results+json, text/html, */*;q=0.5"]
    command += [*accept, *(["-s", str(script)] if script else []), url]
    return Load(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def dataset(place: Path) -> Path:
    """A file of what both serve, the day in its default graph."""
    store, file = vejviser.open().store, place / "dataset.nq"
    with file.open("wb") as out:
        ox.serialize(store, out, ox.RdfFormat.N_QUADS)
        ox.serialize(snapshot.day(store, parse_day(DAY)), out, ox.RdfFormat.N_TRIPLES)
    return file


@contextmanager
def attack(url: str, wanted: bool) -> Iterator[None]:
    """Six hostile queries, each asked again as soon as it is answered or refused."""
    over = threading.Event()

    def ask(text: str) -> None:
        kind = {"Content-Type": "application/sparql-query"}
        while not over.is_set():
            with suppress(OSError, urllib.error.HTTPError):
                request = urllib.request.Request(url, text.encode(), kind)
                urllib.request.urlopen(request, timeout=LONGEST).close()

    texts = [text for text, told in HOSTILE.values() if "query-too-slow" in told][:6]
    attackers = [
        threading.Thread(target=ask, args=(text,), daemon=True) for text in texts if wanted
    ]
    for attacker in attackers:
        attacker.start()
    try:
        yield
    finally:
        over.set()


def memory(server: Server) -> None:
    """Resident memory of the server and its workers, in MB, over 10^5 requests."""
    print(f"\nmemory over {MANY} requests of a page, REST and SPARQL in turn")
    paths = [path for _, path, _, new in targets() if not new]
    done, step = 0, 0
    while True:
        own = Path(f"/proc/{server.process.pid}/status").read_text(encoding="utf-8")
        [size] = [line.split()[1] for line in own.splitlines() if line.startswith("VmRSS")]
        sizes = [int(size), *server.workers().values()]
        print(f"{done:8} requests: " + " + ".join(f"{kb // 1000}" for kb in sizes), flush=True)
        if done >= MANY:
            return
        for _ in range(len(paths)):
            path = paths[step % len(paths)]
            step += 1
            done += int(load(server.url + path, 50).rate * SECONDS)


if __name__ == "__main__":
    main()
