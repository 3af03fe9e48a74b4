"""The phones of the page `/phone`: what they send by way of the simulated network, and what comes to them, live.

Nothing here belongs to the gateway: a phone reaches it by the provider's own callbacks, over HTTP.
"""
