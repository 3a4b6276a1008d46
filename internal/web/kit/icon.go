package kit

import (
	"fmt"
	"math"
	"strings"
)

// Icon names a drawing of the set.
type Icon string

// The set. Each is a line drawing on 24 by 24.
const (
	IconCheck   Icon = "check"
	IconCircle  Icon = "circle"
	IconLeave   Icon = "leave"
	IconOffline Icon = "offline"
	IconHidden  Icon = "hidden"
	IconInfo    Icon = "info"
	IconWarning Icon = "warning"
	IconLock    Icon = "lock"
	IconPrint   Icon = "print"
	IconUp      Icon = "up"
	IconDown    Icon = "down"
)

var drawings = map[Icon]string{
	IconCheck:   `<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
	IconCircle:  `<circle cx="12" cy="12" r="7"/>`,
	IconLeave:   `<path d="M11 4H5v16h6M10 12h10m-4-4 4 4-4 4"/>`,
	IconOffline: `<path d="M3 3l18 18M5 12.5a10 10 0 0 1 4-2.4M19 12.5a10 10 0 0 0-6-2.9M8.5 16a5 5 0 0 1 6.5-.4"/><circle cx="12" cy="19.500" r=".6"/>`,
	IconHidden:  `<path d="M4 4l16 16M6.500 7.500C4.500 9 3 12 3 12s3.500 6 9 6c1.500 0 2.800-.4 4-1M10 6.200A9 9 0 0 1 12 6c5.500 0 9 6 9 6s-.7 1.400-2 2.800"/>`,
	IconInfo:    `<circle cx="12" cy="12" r="8.500"/><path d="M12 11v5M12 7.800v.4"/>`,
	IconWarning: `<path d="M12 4 21 19.500H3zM12 10v4.500M12 17v.2"/>`,
	IconLock:    `<rect x="5.500" y="11" width="13" height="9" rx="1.500"/><path d="M8.500 11V8a3.500 3.500 0 0 1 7 0v3"/>`,
	IconPrint:   `<path d="M7 9V4h10v5M7 17H4v-8h16v8h-3M7 14h10v6H7z"/>`,
	IconUp:      `<path d="m6 14.500 6-6 6 6"/>`,
	IconDown:    `<path d="m6 9.500 6 6 6-6"/>`,
}

// markSeats is the mark: nine seats in a ring, one of them open, at the lower
// right, where ą has its tail.
const openSeat = 3

var markSeats = ring(9, 32, 24, func(i int, x, y float64) string {
	if i == openSeat {
		return fmt.Sprintf(`<circle cx="%.1f" cy="%.1f" r="4.4" fill="none" stroke="currentColor" stroke-width="2.4"/>`, x, y)
	}
	return fmt.Sprintf(`<circle cx="%.1f" cy="%.1f" r="5.6" fill="currentColor"/>`, x, y)
})

// ring draws seats around a centre, from the top clockwise.
func ring(n int, centre, radius float64, seat func(i int, x, y float64) string) string {
	var b strings.Builder
	for i := range n {
		angle := 2 * math.Pi * float64(i) / float64(n)
		b.WriteString(seat(i, centre+radius*math.Sin(angle), centre-radius*math.Cos(angle)))
	}
	return b.String()
}
