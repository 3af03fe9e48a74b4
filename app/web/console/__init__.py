"""The console: pages for the staff of agencies and desks. No script; the business rules are in `app/domain`."""
