"""The agencies' API: routes, what they read and write, its problems and its OpenAPI document."""
