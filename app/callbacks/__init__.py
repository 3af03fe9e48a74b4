"""Providers' callbacks, each applied once: services without Flask, used by the web's callback views and the worker."""
