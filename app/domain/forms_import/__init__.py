"""Forms from XLSForm files: read with pyxform, compiled to the declared subset, refused with sheet, row and column.

Only commands load forms. pyxform is imported where a file is read, never with a module: the web never has it.
"""
