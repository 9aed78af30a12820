"""The endpoint: requests in, responses out.

Raw SPARQL is parsed and run in processes of its own (:mod:`vejviser.web.worker`), which are killed
when they take too long and die alone when they take too much. All else is answered here.
"""
