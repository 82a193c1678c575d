"""``python -m renderer.cli`` is ``lvc``."""

from renderer.cli import main

if __name__ == "__main__":
    main()
