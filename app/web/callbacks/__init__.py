"""The callbacks of Africa's Talking, of the second SMS provider and of the payment providers: HTTP in, HTTP out."""
