"""Rosters broken on purpose: every seat a document states, and each way to break it.

``rosters.csv`` holds a good roster of each body, ``table.csv`` what ``check`` must say of it once
it is broken, row by row of the composition rules C01–C55 that were read out of the documents.
"""
