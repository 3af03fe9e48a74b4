"""A desk applies for a citizen: the service, the consent, the form a question a page, the read-back, what was filed."""
