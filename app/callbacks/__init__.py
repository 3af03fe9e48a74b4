"""What providers tell us, applied once: services without Flask, used by the web's callbacks and by the worker."""
