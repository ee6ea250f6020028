"""Pages of HTML that hold several reports: live blogs, round-ups, several articles."""
