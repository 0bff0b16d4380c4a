"""Keywords: what customers complain of in their own words, counted by texts (R4)."""
