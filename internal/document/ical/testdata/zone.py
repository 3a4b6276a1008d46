"""Lists the offsets that dateutil and icalendar read out of VTIMEZONE, as JSON:
for each moment of UTC in the arguments one number of seconds from each."""
import datetime
import json
import sys

import dateutil.tz
import icalendar

calendar = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
readers = [
    dateutil.tz.tzical(sys.argv[1]).get(),
    calendar.walk("VTIMEZONE")[0].to_tz(),
]
moments = [datetime.datetime.fromtimestamp(int(line), datetime.timezone.utc) for line in sys.stdin]
json.dump([[int(m.astimezone(r).utcoffset().total_seconds()) for r in readers] for m in moments], sys.stdout)
