"""Linked data: every IRI of ours leads to a description of what it names, in the form asked for.

A thing's IRI answers 303 and leads to one document on it, ``/doc/…``, which is a page, Turtle,
JSON-LD or a picture by what is accepted; each of these has an address of its own, too. What has a
``#`` in its IRI – sections, statements, terms – is found in the document before the ``#``.
https://www.w3.org/TR/cooluris/#r303gendocument
"""
