"""The SPARQL 1.1 protocol.

Queries are parsed and run in processes of their own (:mod:`vejviser.web.sparql.worker`), which are
killed when they take too long and die alone when they take too much.
"""
