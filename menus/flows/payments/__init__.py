"""The screens of paying for an application: what is due, by which way, and what becomes of it. No PIN is typed here."""
