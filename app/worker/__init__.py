"""The worker: sends what waits, and does now and then what is due. No citizen waits for it."""
