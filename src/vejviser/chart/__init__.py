"""Organisation charts: rows of named queries → model → graph → text."""
