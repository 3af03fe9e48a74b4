"""Getting back into an account, and what that hangs on: its address, its phone, the SIM in it."""
