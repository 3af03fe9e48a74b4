"""The catalogue, and the notice on the first screen, as staff of the console see and change them."""
