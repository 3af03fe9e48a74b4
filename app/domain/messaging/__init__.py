"""SMS and e-mail, out and in: the outbox, reports, budgets, inbound texts."""
