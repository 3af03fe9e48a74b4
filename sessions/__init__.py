"""USSD sessions between two hops: sealed, in Redis or in memory, claimed by one request at a time.

It knows no screen and no citizen: bytes by the name of a session.
"""
