"""Run a sweep: from roster files to tables, part by part, on this machine or on several."""
