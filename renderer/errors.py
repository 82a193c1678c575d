"""What is wrong with a media file comes in, one exception that says so and what to do about it goes out."""

from __future__ import annotations


class MediaError(Exception):
    """A file that cannot be used, or media that do not fit together. The message gives the reason and the remedy."""
