"""Words of law: frozen records, no input or output, no algorithms."""
