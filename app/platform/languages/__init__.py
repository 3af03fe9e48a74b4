"""What a language is: its file of words, and a text that stands in several languages."""
