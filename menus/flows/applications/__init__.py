"""The screens of applications: by reference, and one's own."""
