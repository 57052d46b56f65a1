"""The bridge between law and algebra: a question in, findings out."""
