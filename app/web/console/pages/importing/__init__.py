"""A file of references and stages: sent, looked at before anything is applied, and applied."""
