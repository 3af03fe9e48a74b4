"""Africa's Talking: SMS, callbacks and the question whether a SIM was changed."""
