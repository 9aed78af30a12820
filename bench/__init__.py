"""How fast and how exact composition is checked at scale, beside SHACL engines on the same file."""
