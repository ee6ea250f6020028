"""Fifth room: which claims of several reports say the same, and how they differ."""
