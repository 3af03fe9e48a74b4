"""`make graph`: draws the screens, payments and applications from the code, and shows which edges stories walk."""
