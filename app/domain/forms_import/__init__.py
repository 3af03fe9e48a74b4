"""Forms from XLSForm files: read with pyxform, compiled to the declared subset, refused with sheet, row and column.

Only commands load forms. pyxform is imported inside the functions that read a file: a web process never loads it.
"""
