"""The catalogue of an agency, the SMS of its stages, and the notice on the first screen: previewed, then changed."""
