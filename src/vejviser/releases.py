"""A release: one version of the data as files for others, and what has changed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser import catalogue, load
from vejviser.errors import BrokenFile

if TYPE_CHECKING:
    from vejviser.api import Vejviser


def publication(whole: Vejviser) -> catalogue.Publication:
    """Who publishes a dataset, and under which name.

    :raises BrokenFile: where a workspace has not named its dataset
    """
    workspace = whole.dataset.workspace
    about = catalogue.publication(workspace)
    if workspace and not about.iri:
        raise BrokenFile("workspace-without-iri", str(workspace.folder / load.SETTINGS))
    return about
