"""The screens of registering, signing in, proving and a new password."""
