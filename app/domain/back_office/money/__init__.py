"""Money as staff of the console see and handle it, within their reach."""
