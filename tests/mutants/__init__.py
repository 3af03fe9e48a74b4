"""Mutation testing of the modules that guard accounts: see docs/mutants.md."""
