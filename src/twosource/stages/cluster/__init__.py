"""Third room: which reports belong together."""
