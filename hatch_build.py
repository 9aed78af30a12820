"""The build hook: puts the shipped dataset into the wheel as one file of sorted N-Quads.

The file holds what opening the shipped files gives – areas, derived bodies and standing periods
included – so that an installed Vejviser starts without computing them. A checkout does without.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DatasetHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles ``dataset.nq`` for every wheel but an editable one."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from vejviser import export, load, snapshot

        made = load.dataset()
        snapshot.add_periods(made.store)
        self._folder = tempfile.TemporaryDirectory()
        compiled = Path(self._folder.name) / load.COMPILED
        compiled.write_text(export.whole(made.store, "nquads"), encoding="utf-8", newline="\n")
        build_data["force_include"][str(compiled)] = f"vejviser/shipped/{load.COMPILED}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if hasattr(self, "_folder"):
            self._folder.cleanup()
