"""The room that looks at the world: what the user named becomes pages, bytes untouched."""
