"""Who works for an agency: today its machines, by their keys."""
