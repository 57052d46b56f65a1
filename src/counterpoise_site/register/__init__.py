"""The register: who holds which office where and when, and what is known about it."""
