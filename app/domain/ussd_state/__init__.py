"""State of USSD sessions in the database, and the operator's notice on the first screen."""
