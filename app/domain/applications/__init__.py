"""Applications: recorded and moved by agencies, looked up and told to citizens."""
