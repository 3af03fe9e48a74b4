"""USSD sessions between two hops: sealed, in Redis or in memory, claimed by one request at a time.

The package knows no screen and no citizen, only bytes under the digest of a session.
"""
