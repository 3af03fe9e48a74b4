"""The outside world: one module or package for each provider, behind the ports."""
