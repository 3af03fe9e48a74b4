"""What an agency's own system is told of, by signed requests to the addresses that it gave (Standard Webhooks)."""
