"""Whole pages, kept in the memory of this process in front of Django."""
