"""What Africa's Talking posts to us: HTTP in, HTTP out."""
