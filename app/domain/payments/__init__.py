"""Money: asked for through a provider, heard of by several channels, counted once for its application, or given back.

Here belongs what decides whether an application is paid. What a provider is asked over the network stands in
`app/providers/pesaflow` and `app/providers/daraja`, and is called by the worker; no function here waits for anybody.
"""
