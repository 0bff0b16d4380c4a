"""A plan for other programs: calendars of its people (.ics) and a project file (.xml)."""
