"""How fast Lango is, measured where it runs: `make bench`.

The bars are those of the design (8). Nothing here is a test: a bar that is missed is printed, and that is all.
"""
