"""The front page on the desk: laid out, looked at, published, and laid out again as it once was."""
