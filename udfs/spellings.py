"""stub"""


def parse_date(v):
    return None
