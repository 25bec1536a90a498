"""The photo library on the desk: photos come in, are checked, found, sorted, cut and replaced."""
