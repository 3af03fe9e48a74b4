"""Applying on the phone: who may, the draft on the way, filing it once, and what a citizen does with it afterwards.

What becomes of an application in an agency's hands is `applications`'; what is asked is `forms`'.
"""
