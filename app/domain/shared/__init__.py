"""What every part of the domain uses: errors, counters, blind indexes, sealed columns, deleting."""
