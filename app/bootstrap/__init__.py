"""How a process begins and the web application is put together. Nothing else imports this."""
