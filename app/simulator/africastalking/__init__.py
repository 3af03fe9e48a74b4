"""Africa's Talking, for a machine without an account: it takes SMS and questions about SIMs, and calls back about both.

It speaks the provider's wire format, so that the gateway's own adapter is used, with this as its base URL. It keeps
nothing: the phones of the simulator read their SMS in the outbox.
"""
