package sqldb

import "time"

// Micros is how an instant is stored: microseconds since 1970 in UTC.
func Micros(t time.Time) int64 { return t.UnixMicro() }

// Time is the instant of a stored number, in UTC.
func Time(micros int64) time.Time { return time.UnixMicro(micros).UTC() }

// MicrosOrNull stores the zero time as NULL.
func MicrosOrNull(t time.Time) *int64 {
	if t.IsZero() {
		return nil
	}
	micros := Micros(t)
	return &micros
}

// TimeOrZero reads NULL as the zero time.
func TimeOrZero(micros *int64) time.Time {
	if micros == nil {
		return time.Time{}
	}
	return Time(*micros)
}
