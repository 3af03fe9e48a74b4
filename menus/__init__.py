"""What a citizen sees and does: screens, the engine that walks through them, and the words of the SMS side."""
