"""The screens of paying for an application: what is due, the ways to pay, and the result. No PIN is typed here."""
