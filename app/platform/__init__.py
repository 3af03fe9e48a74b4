"""What every part stands on: settings, the database, clocks, encryption, alphabets, logs.

Nothing here imports the domain, the web or a provider.
"""
