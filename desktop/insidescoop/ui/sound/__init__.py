"""Voice, microphone and loudspeaker, in a process of their own."""
