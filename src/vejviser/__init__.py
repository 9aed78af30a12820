"""Vejviser: who decides what in Danish general practice, and where one goes with a need.

>>> import vejviser
>>> guide = vejviser.open()
>>> for row in guide.ask("composition", body="SU", document="guide-2024"):
...     print(row["least"], vejviser.shorten(row["party"]))
5 id:regionsraadet-hovedstaden
1 id:kind-municipality
6 id:plo-hovedstaden
"""

from importlib import import_module

# public name → the room it lives in; imported when first used, so that `import vejviser` is cheap
_HOMES = {
    "Day": "day",
    "Finding": "nouns",
    "Rows": "nouns",
    "Vejviser": "api",
    "VejviserError": "errors",
    "open": "api",
    "shorten": "names",
}

__all__ = ["Day", "Finding", "Rows", "Vejviser", "VejviserError", "__version__", "open", "shorten"]


def __getattr__(name: str) -> object:
    if name == "__version__":
        # Reading the package's metadata takes longer than all else that is imported here.
        from importlib.metadata import version

        return version("vejviser")
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"vejviser.{_HOMES[name]}"), name)
