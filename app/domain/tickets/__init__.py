"""Tickets: questions of citizens, asked by USSD or SMS and answered by staff by SMS."""
