"""What the rules say, who may sit where by them, and the forms in which that is checked."""
