"""How many callbacks each task takes, the dial included, counted in the transcripts (interface: bars)."""

from app.dev.storyboard.tasks import TASKS, CitizenTask

__all__ = ["TASKS", "CitizenTask"]
