"""Named queries over HTTP: ``/api/<query>?parameter=value`` as JSON, CSV or Turtle.

A request becomes a question (:mod:`vejviser.web.rest.asked`), which is answered in a thread and
kept (:mod:`vejviser.web.rest.answers`), in one of several forms (:mod:`vejviser.web.rest.forms`).
What can be asked is told to programs by OpenAPI and to people by pages.
"""
