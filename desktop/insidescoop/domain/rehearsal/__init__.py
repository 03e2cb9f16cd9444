"""Rehearsal runs: their measures, which of them count, and the pace they show."""
