"""What can stop Vejviser from answering, each with what, where and what to do.

::

    VejviserError
    ├── BrokenFile      a file that cannot be read or parsed; has path, line, column
    │   └── BrokenRow   a row or cell that cannot be used; has the place and the error itself
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


class BrokenRow(BrokenFile):
    """A row of a list, or a cell of it, that holds what cannot be used.

    :param error: what is wrong with it, suggestions and all
    :param more: how many other rows of the file are broken as well
    """

    def __init__(self, place: Place, error: VejviserError, more: int = 0) -> None:
        self.place, self.error, self.more = place, error, more
        super().__init__(error.key, place.path, place.line)
        self.where, self.data = str(place), error.data

    def text(self, lang: str) -> str:
        others = f" {say('more-broken-rows', lang, count=self.more)}" if self.more else ""
        return f"{self.place}: {self.error.text(lang)}{others}"


class Unknown(VejviserError):
    """A name that nothing bears; ``suggestions`` are the nearest that exist."""

    def __init__(self, key: str, value: str, suggestions: Sequence[str] = ()) -> None:
        self.value, self.suggestions = value, tuple(suggestions)
        super().__init__(key, value=value)

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


def unreadable(path: str, error: OSError | UnicodeError) -> BrokenFile:
    """What to raise for a file that cannot be read or is not in UTF-8."""
    if isinstance(error, UnicodeError):
        return BrokenFile("not-utf8", path)
    # What the operating system calls it stands in front of the number, where there is one.
    reason = (error.strerror or str(error)).partition(" (os error")[0]
    return BrokenFile("unreadable-file", path, reason=reason)
