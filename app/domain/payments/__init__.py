"""Payments: requests for money, confirmed from several channels, counted once for an application, or refunded.

Here belongs what decides whether an application is paid. Network calls to providers are in the folders of
`app/providers`, and are made by the worker; no function here waits for a provider.
"""
