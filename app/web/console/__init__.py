"""The console: pages for the staff of agencies and desks. HTML in, HTML out, no script: no rule lives here."""
