"""Lists what recurring_ical_events finds in a calendar, as JSON, in UTC."""
import datetime
import json
import sys

import icalendar
import recurring_ical_events

calendar = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
first, last = (datetime.date.fromisoformat(day) for day in sys.argv[2:4])


def utc(event, name):
    return event[name].dt.astimezone(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M")


found = recurring_ical_events.of(calendar).between(first, last + datetime.timedelta(days=1))
json.dump(
    [[utc(e, "DTSTART"), utc(e, "DTEND"), str(e["SUMMARY"]), str(e.get("LOCATION", ""))] for e in found],
    sys.stdout,
)
