"""What a citizen sees and does: the USSD screens, the engine that moves between them, and the SMS keywords."""
