"""Money: asked for, heard of by several channels, counted once for its application, or given back.

Here belongs what decides whether an application is paid. What a provider is asked over the network stands in the
folders of `app/providers`, and is called by the worker; no function here waits for anybody.
"""
