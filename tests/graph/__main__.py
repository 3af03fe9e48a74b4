"""`make graph` writes docs/graphs anew; `STORIES=walk make graph` first replays all stories and records their edges."""

import os

from tests.graph.pages import FOLDER, draw_files
from tests.stories import edges
from tests.stories.walking import Edge


def main() -> None:
    """Write the files, delete those that are no longer made, and print the edges that no story walks."""
    if os.environ.get("STORIES") == "walk":
        edges.walk_all()
    walked = edges.read()
    files = draw_files(walked)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for file in FOLDER.iterdir():
        if file.name not in files:
            file.unlink()
    for name, text in files.items():
        (FOLDER / name).write_text(text)
    print(f"{len(files)} files in docs/graphs; {edges.share_walked(walked):.1%} of the edges are walked by stories")
    for start, to in sorted(edges.graph() - set(walked)):
        why = edges.NOT_WALKED.get(Edge(start, to), "write a story that walks it")
        print(f"not walked: {start} -> {to}: {why}")


if __name__ == "__main__":
    main()
