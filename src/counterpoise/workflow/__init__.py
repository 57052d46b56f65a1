"""Who does which step of a workflow, under constraints: a puzzle of steps and users that knows no law."""
