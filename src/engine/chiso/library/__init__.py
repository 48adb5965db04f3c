"""Many editions: found by name and date, and put together where one extends another."""
