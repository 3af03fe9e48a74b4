"""What the agencies' API reads and writes, a module for each kind of thing; its OpenAPI document is made from these."""
