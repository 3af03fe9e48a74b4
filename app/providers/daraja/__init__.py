"""Daraja, Safaricom's API, for an agency's own paybill: prompts, payments to the paybill, its list, refunds.

What it asks and answers is known from its own pages and from captures (source 38). A library would repeat a submit:
docs/decisions/no-payment-library.md.
"""
