"""Questions of citizens, asked by USSD or SMS and answered by SMS: kept, followed, answered by staff."""
