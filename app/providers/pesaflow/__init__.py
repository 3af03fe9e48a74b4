"""Pesaflow, eCitizen's own gateway, behind paybill 222222: invoices, prompts, and what has been paid of them.

There is no public page of its own; what it asks and answers is known from open clients and a test log (source 39).
"""
