"""Applications: recorded and moved by agencies, looked up by citizens, and the messages about them."""
