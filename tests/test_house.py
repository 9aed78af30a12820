"""The architecture: which room may import which, and what a start may cost."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "vejviser"

# What everything may import: plain values, and Turtle files.
GROUND = {"names", "messages", "errors", "nouns", "words", "turtle", "columns", "excel", "answers"}
GROUND |= {"kept", "sparql", "thirdparty"}
# The faces join the rooms.
FACES = {
    "__init__",
    "__main__",
    "api",
    "charting",
    "checking",
    "day",
    "cli",
    "elsewhere",
    "finding",
    "rostering",
    "web",
}
FACES |= {"cells", "releases", "seating", "templates"}
# Arrows between rooms that are wanted: none but those inside a folder.
INSIDE = {"chart", "diff", "practice", "report", "roster", "rules", "store", "validate", "web"}


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


def arrows() -> set[tuple[str, str]]:
    """(room, room it imports), lazy and typing imports included."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("vejviser"):
                inner = (node.module or "").split(".")[1:2]
                targets = inner or [alias.name for alias in node.names]
                found |= {(room(path), target) for target in targets}
            elif isinstance(node, ast.Import):
                names = [a.name for a in node.names if a.name.startswith("vejviser.")]
                found |= {(room(path), name.split(".")[1]) for name in names}
    return found


def test_rooms_import_only_the_ground() -> None:
    wrong = {
        (start, end)
        for start, end in arrows()
        if start not in FACES and end not in GROUND and not (start == end and start in INSIDE)
    }
    assert wrong == set()


def test_the_ground_imports_no_room() -> None:
    rooms = {room(path) for path in PACKAGE.rglob("*.py")} - GROUND
    assert {(start, end) for start, end in arrows() if start in GROUND and end in rooms} == set()


def test_every_room_is_known() -> None:
    """``from vejviser import x`` means a room, or a public name of the package."""
    import vejviser

    rooms = {room(path) for path in PACKAGE.rglob("*.py")}
    assert {end for _, end in arrows()} <= rooms | set(vejviser.__all__)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.stem)
def test_no_file_is_too_long_to_be_one_room(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


HEAVY = {"rdflib", "pyshacl", "networkx", "rich", "SPARQLWrapper", "starlette", "jinja2"}
HEAVY |= {"resvg_py", "typst", "pptx", "openpyxl"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["ask"],
        ["ask", "composition", "--body", "SU"],
        ["find", "barsel"],
        ["chart", "body", "SU"],
        ["chart", "body", "SU", "--format", "svg"],
        ["shapes", "--body", "SU"],
        ["show", "SU"],
        ["diff", "guide-2023", "guide-2024"],
        ["query", "-"],
        ["export", "--format", "nquads"],
    ],
    ids=" ".join,
)
def test_light_commands_import_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import sys; from vejviser.cli import main; main(sys.argv[1:]);"
        f"print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        input="ASK {}",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr.splitlines()[-1] == "[]"


def test_help_needs_no_store() -> None:
    script = (
        "import sys; from vejviser.cli import main; main(['--help']);"
        "print('pyoxigraph' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stderr.strip() == "False"


def test_no_import_hides_from_these_tests() -> None:
    """Relative imports and names given as text would not be seen above."""
    named = {"vejviser/__init__.py", "vejviser/cli/__init__.py"}
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        assert not [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.level]
        if path.relative_to(PACKAGE.parent).as_posix() not in named:
            assert "import_module" not in text
