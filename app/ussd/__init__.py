"""One hop of a USSD session, from the request's fields to the text that is shown. Without Flask."""
