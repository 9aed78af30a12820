"""What every workbook needs, whoever writes it: the library, and the same bytes in every run."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from types import ModuleType
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from vejviser.errors import VejviserError

if TYPE_CHECKING:
    from openpyxl import Workbook

NO_TIME = datetime(2000, 1, 1)
"""When a new workbook was made, as far as it says: the same in every run."""


def library() -> ModuleType:
    """The library ``openpyxl``, which not everybody has.

    :raises VejviserError: ``needs-extra`` where it is not installed
    """
    try:
        import openpyxl
    except ImportError as error:
        raise VejviserError("needs-extra", value="openpyxl", extra="excel") from error
    return openpyxl


def fit(text: str) -> str:
    """A text without the control characters that no workbook can hold."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", text)


def written(book: Workbook, changed: datetime = NO_TIME) -> bytes:
    """A workbook as a file, with no time of writing in it.

    :param changed: when the workbook says it was last changed
    """
    out = BytesIO()
    book.save(out)
    return _timeless(out.getvalue(), changed)


def _timeless(data: bytes, changed: datetime) -> bytes:
    stamp = f"{changed:%Y-%m-%dT%H:%M:%SZ}".encode()
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()
