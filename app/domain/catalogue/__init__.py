"""What agencies offer: services, fees, documents, Huduma Centres, questions."""
