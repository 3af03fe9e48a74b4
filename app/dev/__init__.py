"""Lango on one machine: real servers started and watched over, and sample people. Never used in production."""
