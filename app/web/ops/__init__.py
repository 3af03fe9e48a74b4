"""For operators: health checks, metrics, and the public status page."""
