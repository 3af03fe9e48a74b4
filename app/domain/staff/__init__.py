"""An agency's systems, with their API keys; its staff, with their roles; and requests that need two persons."""
