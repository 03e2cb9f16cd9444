"""What was done toward the goals, counted, and what came of it."""
