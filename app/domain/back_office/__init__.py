"""What members of staff do in the console, over all that the domain has: queues, moves of many, two-person actions."""
