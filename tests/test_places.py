"""Where things stand in Turtle and TriG, however it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vejviser.turtle import placed, places

NS = "https://example.org/"
HEAD = f"@prefix e: <{NS}> .\n"


def stands(folder: Path, body: str, name: str = "sample.ttl") -> tuple[dict[str, int], list[int]]:
    """The line each named subject opens on, and the lines the objects end on, without the head."""
    path = folder / name
    path.write_bytes((HEAD + body).encode())
    subjects, _ = places(path)
    opens = {s.removeprefix(NS): at.line - 1 for s, at in subjects.items() if NS in s}
    return opens, [ends.line - 1 for *_, ends in placed(path)]


@pytest.mark.parametrize(
    ("opens", "ends", "body"),
    [
        ({"a": 1, "b": 4}, [2, 4], "  e:a\n  e:p 1 .\n\n\te:b e:p 2 ."),
        ({"a": 1, "b": 4}, [3, 5], 'e:a e:p """\ne:c a e:d .\n""" .\ne:b e:p\n 2 .'),
        ({"a": 1, "b": 1, "c": 1}, [1, 1, 2], 'e:a e:p "a.b". e:b e:p 1.5 . e:c e:p\n e:o.'),
        ({"a": 1, "b": 3}, [1, 3], "e:a e:p 1 . # e:x a e:y .\n# e:x a\n  e:b e:p 2 ."),
        ({"a": 1, "b": 4}, [1, 4], 'e:a e:p "a" # "\n\n# so .\n. e:b e:p e:c .'),
        ({"a": 1, "b": 3}, [1, 3, 4], "e:a e:p 'a'\n;\n. e:b e:p e:c,\n'''\\''''@da ."),
        ({"a": 2, "b": 4}, [2, 4], "PREFIX f: <u:f>\ne:a e:p 1 .\nBASE <u:b>\ne:b e:p 2."),
        ({"a": 1, "b": 1}, [1, 2], f"<{NS}a> e:p <u:#.>.<{NS}b> e:p\n 2."),
        ({"a.b": 1, "c": 2}, [1, 2], "e:a.b e:p e:\\#.c.\n e:c e:p -.5."),
        ({"a": 1, "b": 5}, [2, 3, 3, 4, 6], "e:a e:p [ e:q\n1 ; e:r [\ne:s 2 ]\n] .\ne:b e:p\n3 ."),
        ({"a": 1, "b": 3}, [1, 1, 2, 2, 2, 3], 'e:a e:p ( "a"\n 1 ) ;\n. e:b e:p 2 .'),
    ],
)
def test_layouts(opens: dict[str, int], ends: list[int], body: str, tmp_path: Path) -> None:
    found, at = stands(tmp_path, body)
    assert (found, sorted(at)) == (opens, sorted(ends))


def test_graphs(tmp_path: Path) -> None:
    body = 'e:g {\n  e:a e:p "a"\n} # e:x .\nGRAPH e:h\n{ e:b e:p\n1 . e:c e:p 2 }\ne:d e:p 3 .\n'
    assert stands(tmp_path, body, "sample.trig") == (
        {"a": 2, "b": 5, "c": 6, "d": 7},
        [2, 6, 6, 7],
    )


GAPS = st.lists(
    st.sampled_from(
        [" ", "\n", "\r\n", "\t", " # e:x e:p 1 .\n", '# "\n', "\n# {\n", " # '''\n\n"]
    ),
    min_size=1,
    max_size=3,
).map("".join)
"""What may stand between two words."""
SHORT = ['"a. b"', "'#'", '"\\""@da', '"5"^^<u:x#.y>', "1.5", "7", ".5e1", "e:o.o", "<u:#.>", '""']
LONG = ['"""\ne:y e:p 1 .\n"a" # .\n"""', "'''a\n\n} e:y a e:z .\\n\n'''@da-dk", '"""a\\""""']
NESTED = ["[]", "()", '[ e:r "." ]', "[ e:r\n[\ne:r '.'\n] ]"]
STATEMENTS = st.lists(
    st.lists(st.sampled_from(SHORT + LONG + NESTED), min_size=1, max_size=3), min_size=1, max_size=5
)


@settings(deadline=None, max_examples=200)
@given(STATEMENTS, st.data(), st.sampled_from(["any.ttl", "any.trig"]))
def test_any_layout(
    tmp_path_factory: pytest.TempPathFactory,
    statements: list[list[str]],
    data: st.DataObject,
    name: str,
) -> None:
    """Statements are written word by word, and the lines of subjects and objects kept."""
    text = HEAD
    opens: dict[str, int] = {}
    ends: dict[str, int] = {}

    def add(*words: str, gap: st.SearchStrategy[str] = GAPS) -> int:
        nonlocal text
        for word in words:
            text += data.draw(gap) + word
        return text.count("\n") + 1

    for number, objects in enumerate(statements):
        graph = name.endswith(".trig") and data.draw(st.booleans())
        if graph:
            add(*data.draw(st.sampled_from([("e:g", "{"), ("GRAPH", "<u:g>", "{"), ("{",)])))
        elif data.draw(st.booleans()):
            add("PREFIX", "f:", "<u:f>")
        subject = NS + str(number)
        opens[subject] = add(data.draw(st.sampled_from([f"e:{number}", f"<{subject}>"])))
        for count, term in enumerate(objects):
            ends[f"{subject}-{count}"] = add(f"e:{number}-{count}", term)
            if count < len(objects) - 1:
                add(";", gap=GAPS | st.just(""))
        stops = ["}", ".}"] if graph else ["."]
        add(data.draw(st.sampled_from(stops)), gap=GAPS | st.just(""))

    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(text.encode())
    subjects, triples = places(path)
    assert {s: at.line for s, at in subjects.items() if NS in s} == opens
    assert {p: at.line for (_, p, _), at in triples.items() if p in ends} == ends
