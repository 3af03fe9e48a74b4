"""The screens of My account."""
