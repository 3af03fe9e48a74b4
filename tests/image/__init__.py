"""Builds the image of the Dockerfile, starts it as compose.yaml does, and asks it: `make image`."""
