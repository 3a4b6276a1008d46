// Package recur works out dates: what repeats in a zone by a rule of RFC 5545,
// and the public holidays of Poland. It knows nothing of groups or rooms, and
// it reads no calendar files: only the text of one rule.
//
// # Which rules
//
// A [Rule] is the recurrence rule of RFC 5545 3.3.10 in whole days. Supported:
//
//	FREQ        DAILY, WEEKLY, MONTHLY, YEARLY
//	INTERVAL    1 to 999
//	COUNT       1 to 1000
//	UNTIL       a date, which is the last local day, or an instant in UTC; both
//	            belong to the series (an occurrence may begin then)
//	BYMONTH     1 to 12, with every FREQ
//	BYMONTHDAY  1 to 31 and -1 to -31, with DAILY, MONTHLY and YEARLY
//	BYDAY       MO to SU with every FREQ; with a number 1 to 5 or -1 to -5 in a
//	            month (MONTHLY, or YEARLY with BYMONTH), 1 to 53 or -1 to -53 in
//	            a year (YEARLY without BYMONTH), and then without BYMONTHDAY
//	BYSETPOS    1 to 366 and -1 to -366, with WEEKLY, MONTHLY and YEARLY, and
//	            beside one of the three BY parts above
//	WKST        MO to SU; it matters every several weeks and to BYSETPOS
//
// Everything else is refused by its name and never guessed: BYYEARDAY,
// BYWEEKNO, BYHOUR, BYMINUTE, BYSECOND, FREQ=HOURLY and finer, UNTIL as a
// local time, RSCALE and SKIP of RFC 7529, and any part nobody knows.
//
// A month without a 31st, and a year without a 29 February, is passed over. What
// a rule does not say is taken from its first day, as 3.3.10 has it.
// BYSETPOS counts in the whole week, month or year, also before the first day.
//
// # Which series
//
// A [Series] is a first day with its hours and a zone, with a rule or chosen
// days (RDATE), days left out (EXDATE) and single occurrences that were moved
// (RECURRENCE-ID). It has at most one occurrence on a day, so the day names
// it, even after the hours of the whole series change.
//
// COUNT counts the days of the rule, before anything is left out and without
// the chosen days. The first day must be one of the rule: the standard leaves
// open whether another would count. It may be another only where that makes
// no difference: it is left out, and the rule has no COUNT.
//
// What comes out is bounded: 1000 occurrences, and five years.
//
// # Which moments
//
// The clock on the wall is kept over clock changes, for the beginning and for
// the end: 18:00 to 20:00 ends at 20:00. (An end given by DTEND would keep the
// exact length instead; the two differ in the nights of a change only.) A time
// the clock skips, or shows twice, is read as RFC 5545 3.3.5 says, see
// [Instant]. Where a beginning was skipped past its own end, the occurrence
// lasts as long as the two times say.
package recur
