"""The operations of the agencies' API, a module for each resource; each is declared at its view."""
