"""Webhooks: events for agencies' systems, posted as signed requests to the URLs that they gave (Standard Webhooks)."""
