"""Writing letters from templates."""
