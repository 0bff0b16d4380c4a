"""Computed cells outside the tables: what an area is, and the areas of calendar, plan and settings."""
