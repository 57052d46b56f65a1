"""Leave the examples of these pages to tests/docs/test_examples.py, which gives each page a folder of its own."""

collect_ignore_glob = ["*.md"]
