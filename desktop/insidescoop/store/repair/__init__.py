"""What is saved from a damaged file, row by row, into a new one."""
