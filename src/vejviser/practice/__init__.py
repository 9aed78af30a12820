"""Contact persons and meetings, held against the numbers that documents state of them.

What rosters do not record is not judged: a body without a single contact assignment keeps no list
of them, and one without a single meeting no list of those.
"""
