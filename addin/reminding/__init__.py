"""Reminders: who has what to do, their mail addresses, the copies that they have not returned, and the drafts."""
