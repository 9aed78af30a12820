"""Rosters: who sits in a body, from CSV, XLSX or Turtle to triples, and back."""
