"""One algorithm a file: problem -> Solution."""
