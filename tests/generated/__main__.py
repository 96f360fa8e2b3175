"""Makes all of them anew: `python -m tests.generated`, when a command or an option has changed."""

from tests.generated.made import TOP, made

FOLDERS = ("csm_cli/completion", "man", "docs/reference/commands")


def main() -> None:
    """Write what is made, and take away what is made no more."""
    files = made()
    for folder in FOLDERS:
        (TOP / folder).mkdir(exist_ok=True)
        for path in (TOP / folder).iterdir():
            if path.relative_to(TOP).as_posix() not in files:
                path.unlink()
    for name, text in files.items():
        (TOP / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
