"""Stories of any number of reports, from templates written for this project, to measure what size costs."""
