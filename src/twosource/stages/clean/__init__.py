"""The room that looks at one page: what is the report, what is furniture, what is stated of it."""
