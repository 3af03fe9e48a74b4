"""A file of references and stages that staff bring: read, checked row by row, and carried out as a move of many."""
