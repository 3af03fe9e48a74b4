"""The screens of services and Huduma Centres."""
