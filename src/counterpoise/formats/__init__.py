"""One module per file format, at the door of the library."""
