"""The worker process: sends what is queued, and runs periodic jobs. No hop waits for it."""
