"""Who works for an agency: its machines, by their keys; its people, by their roles, and what takes two of them."""
