"""Who a person is and how they show it: documents, the register, accounts, passwords, codes."""
