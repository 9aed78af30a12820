"""The query page. ``page.py`` makes it, ``terms.py`` what its editor offers as one types."""
