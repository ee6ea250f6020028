"""From the points of a story to its copies, its origins and what each claim rests on."""
