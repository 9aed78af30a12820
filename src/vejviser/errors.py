"""What can stop Vejviser from answering, each with what, where and what to do.

::

    VejviserError
    ├── BrokenFile      a file that cannot be read or parsed; has path, line, column
    │   ├── BrokenRow   rows or cells that cannot be used; has the first place and its error
    │   └── BrokenFiles several of them; has the files
    ├── Unknown         a name nobody bears (body, query, day, format, …); has suggestions
    ├── Ambiguous       a name that several things bear; has the candidates
    ├── BadValue        a value of the wrong form, or one that is missing
    ├── NoSuchDay       a date in the data that is none; has the subject it stands on
    └── CannotWrite     a file or folder that cannot be written

The sentence itself is a message of :mod:`vejviser.messages`, in Danish and English.
"""

from __future__ import annotations

from collections.abc import Sequence

from vejviser.messages import say
from vejviser.nouns import Place

MOST_TOLD = 20
"""How many rows of a file, or files, are told one by one; of the others only how many."""


class VejviserError(Exception):
    """Something that could not be done.

    :param key: the message in :data:`vejviser.messages.MESSAGES`
    :param where: ``file:line:column`` where there is a file, else empty
    :param data: what the message fills in
    """

    def __init__(self, key: str, *, where: str = "", **data: object) -> None:
        self.key = key
        self.where = where
        self.data = data
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """The whole sentence in ``da`` or ``en``, with its place in front."""
        sentence = say(self.key, lang, **self.data)
        return f"{self.where}: {sentence}" if self.where else sentence


class BrokenFile(VejviserError):
    """A file that cannot be read as what it should be."""

    def __init__(
        self,
        key: str,
        path: str,
        line: int | None = None,
        column: int | None = None,
        **data: object,
    ) -> None:
        self.path, self.line, self.column = path, line, column
        where = ":".join(str(part) for part in (path, line, column) if part is not None)
        super().__init__(key, where=where, **data)

    def brief(self, lang: str) -> str:
        """What is wrong first, in one sentence or two."""
        return self.text(lang)


class BrokenRow(BrokenFile):
    """A row of a list, or a cell of it, that holds what cannot be used.

    :param error: what is wrong with it, suggestions and all
    :param others: what else is wrong, in the order it is told
    """

    def __init__(
        self, place: Place, error: VejviserError, others: Sequence[BrokenRow] = ()
    ) -> None:
        self.place, self.error, self.others = place, error, tuple(others)
        super().__init__(error.key, place.path, place.line)
        self.where, self.data = str(place), error.data

    def text(self, lang: str) -> str:
        return self._told(lang, MOST_TOLD)

    def brief(self, lang: str) -> str:
        return self._told(lang, 1)

    def _told(self, lang: str, most: int) -> str:
        """A line for each row, and how many there are more than the most that are told."""
        every = (self, *self.others)
        lines = [f"{one.place}: {one.error.text(lang)}" for one in every[:most]]
        told, left = (
            {(one.place.path, one.place.sheet, one.place.line) for one in part}
            for part in (every[:most], every[most:])
        )
        if left - told:
            lines.append(say("more-broken-rows", lang, count=len(left - told)))
        return "\n".join(lines)


class BrokenFiles(BrokenFile):
    """Several files that cannot be read, each with what is wrong with it first."""

    def __init__(self, files: Sequence[BrokenFile]) -> None:
        self.files = tuple(files)
        super().__init__(files[0].key, files[0].path, files[0].line)
        self.data = files[0].data

    def text(self, lang: str) -> str:
        lines = [file.brief(lang) for file in self.files[:MOST_TOLD]]
        if len(self.files) > MOST_TOLD:
            lines.append(say("more-broken-files", lang, count=len(self.files) - MOST_TOLD))
        return "\n".join(lines)


class Unknown(VejviserError):
    """A name that nothing bears; ``suggestions`` are the nearest that exist."""

    def __init__(self, key: str, value: str, suggestions: Sequence[str] = (), **data: str) -> None:
        self.value, self.suggestions = value, tuple(suggestions)
        super().__init__(key, value=value, **data)

    def text(self, lang: str) -> str:
        sentence = super().text(lang)
        if not self.suggestions:
            return sentence
        return f"{sentence} {say('did-you-mean', lang, names=', '.join(self.suggestions))}"


class Ambiguous(VejviserError):
    """A name that several things bear; ``candidates`` are (short IRI, label)."""

    def __init__(self, value: str, candidates: Sequence[tuple[str, str]]) -> None:
        self.value, self.candidates = value, tuple(candidates)
        names = "; ".join(f"{label} ({short})" for short, label in candidates)
        super().__init__("ambiguous", value=value, names=names)


class BadValue(VejviserError):
    """A value that is missing or not of the form it should have."""


class NoSuchDay(VejviserError):
    """A date in the data that is no day of the calendar."""

    def __init__(self, subject: str, value: str) -> None:
        self.subject, self.value = subject, value
        super().__init__("no-such-day", value=value, subject=subject)


class CannotWrite(VejviserError):
    """A file or folder that cannot be written."""


def stop(wrong: Sequence[BrokenRow]) -> None:
    """Raise the first of some broken rows, with the others."""
    if wrong:
        raise BrokenRow(wrong[0].place, wrong[0].error, wrong[1:]) from wrong[0].error


def unreadable(path: str, error: OSError | UnicodeError) -> BrokenFile:
    """What to raise for a file that cannot be read or is not in UTF-8."""
    if isinstance(error, UnicodeError):
        return BrokenFile("not-utf8", path)
    # What the operating system calls it stands in front of the number, where there is one.
    reason = (error.strerror or str(error)).partition(" (os error")[0]
    return BrokenFile("unreadable-file", path, reason=reason)
