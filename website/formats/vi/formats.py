"""Dates as Vietnamese newspapers write them: 30/10/2025, tháng 10/2025."""

DATE_FORMAT = "j/n/Y"
DATETIME_FORMAT = "H:i, j/n/Y"
YEAR_MONTH_FORMAT = r"\t\há\n\g n/Y"
SHORT_DATE_FORMAT = "j/n/Y"
SHORT_DATETIME_FORMAT = "H:i, j/n/Y"
