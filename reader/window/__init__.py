"""Widgets: paint and announce."""
