"""The settings: read from the environment or mounted files, checked, and refused in words."""
