"""How a process starts, and how the web application is assembled. Only `wsgi.py` imports it."""
