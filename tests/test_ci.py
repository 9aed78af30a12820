"""The hook and the action as others use them: on a small repository, installed from this one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
STEPS = [step for step in ACTION["runs"]["steps"] if "run" in step]
# What pip says where it reaches no index. On a build server that is a failure.
UNREACHED = re.compile(
    "No matching distribution|Could not find a version|ConnectionError|Retrying|npm cannot fetch it"
)

COVERED = "organ;side;fra\nKLU Hillerød;PLO-K Hillerød;2024-06-01\n"
HEAD = "organ;person-id;navn;kommer fra;hverv;startdato\n"
ANNA = "KLU Hillerød;p1;Anna Prøve;PLO-K Hillerød;alment praktiserende læge;2024-06-01\n"
BO = "KLU Hillerød;p2;Bo Prøve;PLO-K Hillerød;alment praktiserende læge;2024-06-01\n"

pytestmark = [
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no checkout to install from"),
    pytest.mark.skipif(sys.platform == "win32", reason="needs bash"),
]


def run(*command: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        **more,  # type: ignore[call-overload]
    )
    if done.returncode and UNREACHED.search(done.stdout + done.stderr) and "CI" not in os.environ:
        pytest.skip("no package index is reached")
    return done  # type: ignore[no-any-return]


def environment(**more: str) -> dict[str, str]:
    """Variables without those that would lead to this checkout's own modules or git settings."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONPATH" and not k.startswith("GIT_")}
    return kept | more


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository that keeps rosters, in which a doctor is missing."""
    place = tmp_path / "lists"
    place.mkdir()
    (place / "vejviser.toml").write_text('name = "Lister"\n', encoding="utf-8")
    (place / "rosters").mkdir()
    (place / "rosters" / "dækning.csv").write_text(COVERED, encoding="utf-8")
    (place / "rosters" / "medlemmer.csv").write_text(HEAD + ANNA, encoding="utf-8")
    (place / "budget.csv").write_text("post;beløb\nhusleje;1\n", encoding="utf-8")
    for command in (["init", "-q"], ["add", "-A"]):
        assert run("git", *command, cwd=place, env=environment()).returncode == 0
    return place


def mend(repository: Path) -> None:
    (repository / "rosters" / "medlemmer.csv").write_text(HEAD + ANNA + BO, encoding="utf-8")


def test_the_hook_brings_what_the_extra_brings() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert HOOK["additional_dependencies"] == project["optional-dependencies"]["excel"]


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        *(("rosters/su.csv", True), ("lists/rosters/su/m.xlsx", True), ("bodies/egne.ttl", True)),
        *(("sources/ny.ttl", True), ("rosters/su.trig", True), ("rosters/README.md", False)),
        *(("budget.xlsx", False), ("data/rosters.csv", False), ("my-rosters/su.csv", False)),
    ],
)
def test_the_hook_takes_what_a_workspace_holds(path: str, taken: bool) -> None:
    assert bool(re.search(HOOK["files"], path)) == taken


@pytest.fixture
def published(tmp_path: Path) -> tuple[Path, str]:
    """A repository that holds this checkout as it is, and the commit of that."""
    place, git = tmp_path / "published", environment()
    assert run("git", "clone", "-q", ROOT, place, env=git).returncode == 0
    changed = run("git", "diff", "--binary", "HEAD", cwd=ROOT, env=git).stdout
    if changed:
        assert run("git", "apply", cwd=place, env=git, input=changed).returncode == 0
        who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        assert run("git", *who, "commit", "-qam", "x", cwd=place, env=git).returncode == 0
    return place, run("git", "rev-parse", "HEAD", cwd=place, env=git).stdout.strip()


def test_the_hook_runs_in_a_repository(repository: Path, published: tuple[Path, str]) -> None:
    home = environment(PRE_COMMIT_HOME=str(repository.parent / "hooks"))
    hook = [sys.executable, "-m", "pre_commit"]
    manifest = run(*hook, "validate-manifest", ROOT / ".pre-commit-hooks.yaml", env=home)
    assert manifest.returncode == 0, manifest.stdout
    place, commit = published
    # `try-repo` would install it anew at every call.
    settings = {"repos": [{"repo": str(place), "rev": commit, "hooks": [{"id": HOOK["id"]}]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    assert run("git", "add", "-A", cwd=repository, env=home).returncode == 0
    command = [*hook, "run", "--all-files", "--color", "never"]
    found = run(*command, cwd=repository, env=home)
    assert found.returncode == 1, found.stdout + found.stderr
    assert "rosters/medlemmer.csv:2: fejl too-few: kommunalt-lægeligt udvalg i" in found.stdout
    mend(repository)
    fine = run(*command, cwd=repository, env=home)
    assert fine.returncode == 0, fine.stdout + fine.stderr
    assert "Passed" in fine.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables of a machine on which the action's install step has run."""
    folder = tmp_path_factory.mktemp("machine")
    assert run(sys.executable, "-m", "venv", folder).returncode == 0
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    variables = environment(PATH=path, GITHUB_ACTION_PATH=str(ROOT))
    install, _ = STEPS
    done = run("bash", "-eo", "pipefail", "-c", install["run"], env=variables)
    assert done.returncode == 0, done.stderr
    return variables


def act(
    repository: Path, machine: dict[str, str], **given: str
) -> subprocess.CompletedProcess[str]:
    """Run the action's check with some inputs given and the others as they are by default."""
    inputs = {name: one["default"] for name, one in ACTION["inputs"].items()} | given
    _, check = STEPS
    named = re.compile(r"\$\{\{ inputs\.([\w-]+) \}\}")
    filled = {key: named.sub(lambda m: inputs[m[1]], text) for key, text in check["env"].items()}
    assert "${{" not in check["run"] + "".join(filled.values())
    return run(
        *("bash", "-eo", "pipefail", "-c", check["run"]), cwd=repository, env=machine | filled
    )


def test_the_action_shows_findings_beside_their_lines(
    repository: Path, installed: dict[str, str]
) -> None:
    shutil.rmtree(repository / ".git")
    found = act(repository, installed)
    assert found.returncode == 1, found.stderr
    start = "::error file=rosters/medlemmer.csv,line=2,title=too-few::kommunalt-lægeligt udvalg i"
    assert found.stdout.startswith(start)
    named = act(repository, installed, paths="rosters/dækning.csv\nrosters/medlemmer.csv\n")
    assert named.stdout.startswith(start)
    mend(repository)
    fine = act(repository, installed, paths="rosters")
    assert (fine.returncode, fine.stdout) == (0, "")


def test_the_action_writes_sarif(repository: Path, installed: dict[str, str]) -> None:
    odd = "findings $(touch here).sarif"
    found = act(repository, installed, paths="rosters", format="sarif", output=odd)
    assert found.returncode == 1, found.stderr
    (only,) = json.loads((repository / odd).read_text(encoding="utf-8"))["runs"]
    (result,) = only["results"]
    where = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert where == {"uri": "rosters/medlemmer.csv", "uriBaseId": "%SRCROOT%"}
    assert (
        only["tool"]["driver"]["rules"][0]["shortDescription"]["text"] == "Der mangler medlemmer."
    )
    assert not (repository / "here").exists()
