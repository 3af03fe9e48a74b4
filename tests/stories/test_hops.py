import pytest

from tests.stories.hops import TASKS, Task


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_a_task_takes_no_more_callbacks_than_its_bar(task: Task) -> None:
    assert 0 < task.hops() <= task.bar
