"""Rosters held against the law of each committee, day by day."""
