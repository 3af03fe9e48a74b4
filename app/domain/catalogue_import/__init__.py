"""The catalogue from its CSV files, and the shapes of the references that agencies bring: checked row by row."""
