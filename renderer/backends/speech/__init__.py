"""A screenplay's lines come in, spoken lines go out; what a plan needs to know of them is light to import."""
