"""What the build brings from others: pinned, found, measured, and in the wheel."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from vejviser import thirdparty
from vejviser.errors import VejviserError

ROOT = Path(__file__).parent.parent
LOCK = json.loads((ROOT / "npm" / "package-lock.json").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
UNREACHED = re.compile("No matching distribution|ConnectionError|Retrying|npm cannot fetch it")


@pytest.fixture
def third_party(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The module that the build hook runs."""
    monkeypatch.syspath_prepend(str(ROOT / "npm"))
    import third_party

    return third_party  # type: ignore[return-value]


def test_every_package_is_pinned_and_none_by_an_address() -> None:
    packages = {name: one for name, one in LOCK["packages"].items() if name}
    assert packages
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())
    # Where a package asks for money is no address that anything is fetched from.
    kept = [{k: v for k, v in one.items() if k != "funding"} for one in packages.values()]
    assert "://" not in json.dumps(kept)
    assert "resolved" not in json.dumps(LOCK)
    wanted = json.loads((ROOT / "npm" / "package.json").read_text(encoding="utf-8"))
    assert LOCK["packages"][""]["dependencies"] == wanted["dependencies"]


def test_every_build_requirement_is_pinned() -> None:
    assert all("==" in one for one in PROJECT["build-system"]["requires"])


def test_a_missing_file_is_told_with_what_to_do() -> None:
    with pytest.raises(VejviserError, match=r"elk\.css is missing.*pip install -e \."):
        thirdparty.path("elk.css")


def test_measures_are_those_of_the_fonts(third_party: SimpleNamespace) -> None:
    fonts = {
        weight: thirdparty.path(f"IBMPlexSans-{style}.ttf").read_bytes()
        for weight, style in third_party.WEIGHTS.items()
    }
    found = json.loads(thirdparty.path("widths.json").read_text(encoding="utf-8"))
    assert found == third_party.measures(fonts)


def test_runs_hold_each_width_once(third_party: SimpleNamespace) -> None:
    runs = third_party._runs({98: 5, 97: 4, 230: 7, 10: 0})
    assert list(runs) == [[97, 4, 5], [230, 7]]


def test_licences_name_every_package_with_its_text() -> None:
    text = thirdparty.path("THIRD-PARTY.txt").read_text(encoding="utf-8")
    for name, package in LOCK["packages"][""]["dependencies"].items():
        assert f"\n{name} {package}\nLicence: " in text
    # The editor's own files hold these, and neither it nor its utilities bring a licence text.
    for name in ("codemirror", "dompurify", "events", "lodash-es", "query-string", "store"):
        assert f"\n{name} " in text
    assert text.count("The package brings no licence text") == 2
    assert "    author: Triply <info@triply.cc>\n    contributors: Zazuko GmbH\n" in text
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Eclipse Public License - v 2.0" in text


def test_what_npm_cannot_fetch_is_told_in_one_line(
    third_party: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = SimpleNamespace(returncode=1, stderr="npm error code ENOTFOUND\nnpm error errno -3\n")
    monkeypatch.setattr(third_party, "_npm", lambda work: failed)
    with pytest.raises(SystemExit) as stopped:
        third_party.fetched(ROOT / "npm")
    told = str(stopped.value)
    assert "\n" not in told
    assert "elkjs 0.12.1" in told
    assert "code ENOTFOUND" in told


@pytest.mark.skipif(sys.platform == "win32", reason="empties PATH")
def test_the_wheel_holds_it_and_comes_out_the_same_from_the_sdist(tmp_path: Path) -> None:
    """Both are built where no Node is installed."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    for command in (
        ["pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path / "direct"), "."],
        ["build", "--outdir", str(tmp_path / "by-sdist"), "."],
    ):
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=kept | {"PATH": str(tmp_path)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        told = done.stdout + done.stderr
        if done.returncode and UNREACHED.search(told) and "CI" not in os.environ:
            pytest.skip("no package index is reached")
        assert done.returncode == 0, told
    (direct,) = (tmp_path / "direct").glob("*.whl")
    (by_sdist,) = (tmp_path / "by-sdist").glob("*.whl")
    assert direct.read_bytes() == by_sdist.read_bytes()
    with zipfile.ZipFile(direct) as wheel:
        folder = "vejviser/shipped/third-party/"
        assert "vejviser/shipped/queries/headers.json" in wheel.namelist()
        shipped = [name for name in wheel.namelist() if name.startswith(folder)]
        assert len(shipped) == 9
        for name in shipped:
            assert wheel.read(name) == thirdparty.path(name.removeprefix(folder)).read_bytes()
