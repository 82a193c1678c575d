"""The words of a sound effect come in, its sound goes out, synthesized."""
