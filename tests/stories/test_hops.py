import pytest

from app.dev.storyboard.tasks import TASKS, CitizenTask


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_a_task_takes_no_more_callbacks_than_its_bar(task: CitizenTask) -> None:
    assert 0 < task.hops() <= task.bar
