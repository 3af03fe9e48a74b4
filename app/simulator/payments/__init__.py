"""Pesaflow, Daraja and the M-PESA of a phone, for a machine without accounts: for `make run` and for tests.

Each part does what the real one was seen to do, its faults included. It speaks the providers' wire formats and calls
the gateway back over HTTP; it looks at nothing behind the gateway.
"""
