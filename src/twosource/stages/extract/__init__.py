"""Fourth room: from an article to what it says, in whose name."""
