"""What customers and staff say: texts read for keywords, the table of keywords kept."""
