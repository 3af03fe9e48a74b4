"""What a database that was put back from a copy must not do again: what may have left since the copy was made."""
