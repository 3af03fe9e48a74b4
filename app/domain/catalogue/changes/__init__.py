"""What is changed of the catalogue in the console: read, held to limits, kept with what was there before."""
