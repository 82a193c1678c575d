"""Samples that are already encoded come in, a film file goes out: no codec, no library."""
