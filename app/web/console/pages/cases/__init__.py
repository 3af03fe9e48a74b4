"""The pages of one application: where it stands, who applied, and a fee that is set."""
