"""The work of a library's door: adding, placing, comparing, telling; plain functions over its open file."""
