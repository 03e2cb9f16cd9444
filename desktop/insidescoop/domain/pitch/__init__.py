"""The pitch: its sentences, its cuts to lengths, and what is checked in it."""
