"""Applying on the phone: eligibility, the draft, filing exactly once, and what a citizen can do with it afterwards.

Processing by an agency is in `applications`; forms and questions are in `forms`.
"""
