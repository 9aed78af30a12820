"""The server: requests in, responses out. ``app.py`` says which address is answered by what."""
