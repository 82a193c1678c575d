"""lvscript: a screenplay's text comes in, a typed, resolved Film goes out. Needs lark and pydantic only."""

__version__ = "0.1.0"
