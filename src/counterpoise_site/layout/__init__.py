"""The dress of every page: header, footer, languages, errors."""
