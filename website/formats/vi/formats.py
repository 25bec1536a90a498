"""Dates as Vietnamese newspapers write them: 30/10/2025, tháng 10/2025."""

DATE_FORMAT = "j/n/Y"
DATETIME_FORMAT = "H:i, j/n/Y"
YEAR_MONTH_FORMAT = r"\t\há\n\g n/Y"
SHORT_DATE_FORMAT = "j/n/Y"
SHORT_DATETIME_FORMAT = "H:i, j/n/Y"
FIRST_DAY_OF_WEEK = 1

# What a form shows comes first. The day always comes before the month: 5/11 is in November.
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
TIME_INPUT_FORMATS = ["%H:%M:%S", "%H:%M"]
DATETIME_INPUT_FORMATS = ["%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%H:%M:%S %d/%m/%Y", "%H:%M %d/%m/%Y"]
