"""What several test files share: sample books, desks, the office program, a UNO engine for xlwings, validators."""
