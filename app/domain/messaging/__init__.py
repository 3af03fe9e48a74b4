"""SMS and e-mail, out and in: the outbox, delivery reports, budgets, inbound texts."""
