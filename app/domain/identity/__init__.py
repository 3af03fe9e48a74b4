"""Identity: documents, the register of persons, accounts, passwords, one-time codes."""
