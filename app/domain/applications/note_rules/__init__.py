"""Rules of the note policy that are too long for one module with the others: requests to pass on what comes by SMS."""
