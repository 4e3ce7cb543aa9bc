"""Visitors 访客登记: expected, signed in, signed out; standing passes; the watch list."""
