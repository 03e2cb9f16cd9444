"""The running interview and its wrap-up."""
