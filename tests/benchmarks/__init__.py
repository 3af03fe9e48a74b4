"""How fast Lango is, measured where it runs: `make bench`.

The bars stand in docs/interface.md. Nothing here is a test: a bar that is missed is printed, and that is all.
"""
