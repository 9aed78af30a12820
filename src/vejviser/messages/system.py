"""What an operating system says went wrong, in Danish; other reasons are told as they come."""

from __future__ import annotations

import errno
import os

REASONS: dict[str, str] = {
    os.strerror(number): text
    for number, text in {
        errno.ENOENT: "filen eller mappen findes ikke",
        errno.EACCES: "der mangler rettigheder til det",
        errno.EPERM: "der mangler rettigheder til det",
        errno.EEXIST: "filen eller mappen findes allerede",
        errno.EISDIR: "det er en mappe",
        errno.ENOTDIR: "en del af stien er ikke en mappe",
        errno.ENOTEMPTY: "mappen er ikke tom",
        errno.ENAMETOOLONG: "navnet er for langt",
        errno.ENOSPC: "der er ikke mere plads på disken",
        errno.EDQUOT: "der er ikke mere plads til denne bruger på disken",
        errno.EROFS: "der kan kun læses på det drev",
        errno.EIO: "drevet svarer med fejl",
        errno.EMFILE: "der er åbnet for mange filer",
        errno.EADDRINUSE: "porten er i brug",
        errno.EADDRNOTAVAIL: "adressen hører ikke til denne maskine",
        errno.ECONNREFUSED: "forbindelsen blev afvist",
        errno.ETIMEDOUT: "der kom ikke svar i tide",
        errno.EHOSTUNREACH: "der er ingen vej til maskinen",
        errno.ENETUNREACH: "der er ingen vej til nettet",
    }.items()
}
REASONS["Name or service not known"] = "der er ingen maskine af det navn"
