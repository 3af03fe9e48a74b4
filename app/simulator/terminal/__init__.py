"""A phone in a terminal: what is typed, what is shown, and what comes meanwhile. It uses the gateway's callbacks, and
what the simulator serves below `/phone`.
"""
