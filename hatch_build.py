"""The build hook: puts into the wheel what every start would otherwise compute.

``dataset.nq`` holds what opening the shipped files gives – areas, derived bodies and standing
periods included – as sorted N-Quads; ``search.json`` all that can be found in it, and
``queries/headers.json`` what the queries' headers say. A checkout does without.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DatasetHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles the dataset and the headers for every wheel but an editable one."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from vejviser import api, export, find, load, queries

        whole = api.open()
        known = queries.paths([load.home() / "queries"])
        headers = {
            name: queries.header(path, path.read_text(encoding="utf-8"))
            for name, path in known.items()
        }
        self._folder = tempfile.TemporaryDirectory()
        for target, text in (
            (load.COMPILED, export.whole(whole.store, "nquads")),
            (find.COMPILED, find.written(whole.corpus)),
            (f"queries/{queries.COMPILED}", json.dumps(headers, ensure_ascii=False, default=str)),
        ):
            compiled = Path(self._folder.name) / Path(target).name
            compiled.write_text(text, encoding="utf-8", newline="\n")
            build_data["force_include"][str(compiled)] = f"vejviser/shipped/{target}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if hasattr(self, "_folder"):
            self._folder.cleanup()
