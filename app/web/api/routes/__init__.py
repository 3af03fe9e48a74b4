"""The operations of the agencies' API, a module for each kind of thing. What is declared stands at its view."""
