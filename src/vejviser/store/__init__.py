"""Where a question in SPARQL is answered: a store of our own, or an endpoint of somebody else's.

Both answer :meth:`Store.select` with the same rows. An endpoint is not trusted: engines have been
seen to answer 200 with half a document, with fewer rows than there are, and with wrong counts. So
:mod:`vejviser.store.trust` asks an endpoint twice, in two ways, and compares.
"""
