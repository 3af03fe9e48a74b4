"""The storyboard: every screen as a phone, and what each task costs, read off the code and the stories.

What draws the screens and counts the tasks belongs here, and the page and the PDF of both; nothing that serves.
"""
