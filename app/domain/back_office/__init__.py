"""What staff do in the console, on top of the other domain packages: queues, bulk moves, two-person approvals."""
