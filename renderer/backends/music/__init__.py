"""The words of a piece of music come in, the piece goes out, composed and played."""
