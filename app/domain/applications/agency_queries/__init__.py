"""What an agency's system asks of many applications at once. Nothing that is sealed is read here."""
