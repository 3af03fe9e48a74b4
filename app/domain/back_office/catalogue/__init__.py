"""The catalogue and the notice on the first screen, as shown and edited in the console."""
