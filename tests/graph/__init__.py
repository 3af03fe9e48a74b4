"""`make graph`: the screens, payments and applications drawn from the code, with what the stories walk of them."""
