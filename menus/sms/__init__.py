"""The SMS side: words, references and searches in a text, and what each is answered with."""
