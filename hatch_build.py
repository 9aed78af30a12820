"""The build hook: puts into the wheel what every start would otherwise compute, or cannot make.

``dataset.nq`` holds what opening the shipped files gives – areas, derived bodies and standing
periods included – as sorted N-Quads; ``search.json`` all that can be found in it, and
``queries/headers.json`` what the queries' headers say. A checkout does without.

``third-party`` holds what npm fetches; a checkout that is installed editable gets it too.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShippedHook(BuildHookInterface):  # type: ignore[type-arg]
    """Fetches third-party files, and compiles the dataset and headers unless editable."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        sys.path[:0] = [str(root / "src"), str(root / "npm")]
        import third_party

        brought = third_party.fetched(root / "npm")
        if version == "editable":
            _write(root / "third-party", brought)
            return
        self._folder = tempfile.TemporaryDirectory()
        shipped = Path(self._folder.name)
        _write(shipped / "third-party", brought)
        _write(shipped, {name: text.encode() for name, text in _compiled()})
        build_data["force_include"][str(shipped)] = "vejviser/shipped"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if hasattr(self, "_folder"):
            self._folder.cleanup()


def _compiled() -> Iterator[tuple[str, str]]:
    """Name and text of what is computed from the shipped files."""
    from vejviser import api, export, find, load, queries

    whole = api.open()
    yield load.COMPILED, export.whole(whole.store, "nquads")
    yield find.COMPILED, find.written(whole.corpus)
    known = queries.paths([load.home() / "queries"])
    headers = {
        name: queries.header(path, path.read_text(encoding="utf-8")) for name, path in known.items()
    }
    yield (
        f"queries/{queries.COMPILED}",
        json.dumps(headers, ensure_ascii=False, default=str),
    )


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
