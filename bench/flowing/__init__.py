"""A stream of invented reports of many stories, and what it costs a library to hold them."""
