"""The benchmark's world: the same each time, and wrong just where its making says. No timing."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from bench import files, table
from bench.engines import check, counts
from bench.world import FAULTS, World, world
from vejviser.roster import graph


@pytest.fixture(scope="module")
def faulty() -> World:
    """A world in which half of the committees are faulty."""
    return world(1000, share=0.5)


def test_the_same_seed_makes_the_same_world() -> None:
    assert world(100) == world(100)
    assert world(100, seed=2).roster != world(100).roster


def test_it_has_the_memberships_asked_for(faulty: World) -> None:
    memberships = [
        q for q in graph.quads(faulty.roster)[0] if str(q.object.value).endswith("#Membership")
    ]
    assert 1000 <= len(memberships) < 1020


def test_each_way_to_be_wrong_occurs(faulty: World) -> None:
    assert {code for _, code in faulty.faults} == {
        *("too-many", "too-few", "vacant", "wrong-party", "wrong-area", "office-missing"),
        *("same-person-twice", "overlapping-periods"),
    }
    assert len(FAULTS) == 11


@pytest.mark.parametrize(("size", "share"), [(100, 0.5), (1000, 0.5), (1000, 0.02)])
def test_our_check_finds_just_what_is_wrong(size: int, share: float, tmp_path: Path) -> None:
    made = world(size, share=share)
    files.write(made, tmp_path)
    for engine, codes in ((check, "all"), (counts, "numbers")):
        *_, found = engine(tmp_path)
        assert files.read(made, found) == files.expected(made, codes)


def test_peers_get_the_roster_and_what_it_counts_as(tmp_path: Path, faulty: World) -> None:
    files.write(faulty, tmp_path)
    roster, counted = (set(ox.parse(path=tmp_path / name)) for name in ("roster.nt", "counted.nt"))
    assert roster < counted
    assert {t.predicate.value.removeprefix(files.BENCH) for t in counted - roster} == {
        *("countsIn", "row"),
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    }


def test_the_table_has_ratios_and_growth(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"Before\n{table.BEGIN}\nold\n{table.END}\nAfter\n", encoding="utf-8")
    runs = [
        table.Measured("counts", 10, True, 0.0, 0.1, 0.1, 0.2, 20.0),
        table.Measured("pyshacl", 10, True, 0.1, 0.5, 1.0, 8.0, 50.0),
        table.Measured("shacl", 10, False, 0.1, 0.5, 0.0, 0.6, 50.0),
        table.Measured("counts", 100, True, 0.0, 0.1, 1.0, 2.0, 40.0),
    ]
    table.put(readme, runs, "here", 1)
    text = readme.read_text(encoding="utf-8")
    assert text.startswith("Before\n")
    assert text.endswith("After\n")
    assert "old" not in text
    rows = [[cell.strip() for cell in line.split("|")] for line in text.splitlines()]
    small, _, shacl, large = (row for row in rows if len(row) > 3 and row[1] in ("10", "100"))
    assert small[10:12] == ["40.0", "2.0"]
    assert shacl[8] == "**no**"
    assert large[9] == "1.00"
