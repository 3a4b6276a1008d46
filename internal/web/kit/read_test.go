package kit

import (
	"errors"
	"net/url"
	"testing"

	"krag/internal/domain"
	"krag/internal/i18n"
)

func TestReadDate(t *testing.T) {
	for _, c := range []struct {
		day, month, year, want, key string
	}{
		{"6", "3", "2026", "2026-03-06", ""},
		{" 06 ", "03", "26", "2026-03-06", ""},
		{"", "", "", "", ""},
		{"6", "", "2026", "", "date.malformed"},
		{"six", "3", "2026", "", "date.malformed"},
		{"-6", "3", "2026", "", "date.malformed"},
		{"31", "4", "2026", "", "date.impossible"},
		{"1", "13", "2026", "", "date.impossible"},
		{"1", "1", "99999", "", "date.range"},
		{"31", "12", "9999", "", "date.range"},
		{"1", "1", "2200", "", "date.range"},
		{"31", "12", "2199", "2199-12-31", ""},
		{"1", "1", "1900", "1900-01-01", ""},
		{"31", "12", "1899", "", "date.range"},
		{"1", "1", "0001", "", "date.range"},
		{"1", "1", "026", "", "date.range"},
		{"1", "1", "203", "", "date.range"},
		{"31", "4", "9999", "", "date.range"},
	} {
		got, err := ReadDate(url.Values{"d_day": {c.day}, "d_month": {c.month}, "d_year": {c.year}}, "d")
		if got.String() != c.want || key(err) != c.key {
			t.Errorf("%q %q %q: %s, %v", c.day, c.month, c.year, got, err)
		}
	}
}

func TestReadMoney(t *testing.T) {
	for s, want := range map[string]domain.Grosze{
		"150": 15000, "12,50": 1250, "12.5": 1250, "1 200 zł": 120000, "19\u00a0982,05": 1998205, "0": 0, "150,": 15000,
	} {
		if got, err := ReadMoney(s); got != want || err != nil {
			t.Errorf("%q: %d, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "zł", "-5", "1,234", "1,2,3", "12,-5", "5000000000", "1000000000", "dwa"} {
		if got, err := ReadMoney(s); key(err) != "kit.money.malformed" {
			t.Errorf("%q was read as %d, %v", s, got, err)
		}
	}
}

func FuzzReadMoney(f *testing.F) {
	f.Add("1 200,50 zł")
	f.Fuzz(func(t *testing.T, s string) {
		if g, err := ReadMoney(s); err == nil && (g < 0 || g >= 1e11) {
			t.Errorf("%q gave %d", s, g)
		}
	})
}

func TestReadCount(t *testing.T) {
	for s, want := range map[string]string{"8": "", " 60 ": "", "0": "", "61": "kit.count.range", "-1": "kit.count.range", "": "kit.count.malformed", "osiem": "kit.count.malformed"} {
		if _, err := ReadCount(s, 0, 60); key(err) != want {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestStep(t *testing.T) {
	total := Stepper{Name: "total", Max: 60}
	for _, c := range []struct{ value, press, want string }{
		{"8", "total+", "9"},
		{"8", "total-", "7"},
		{"0", "total-", "0"},
		{"60", "total+", "60"},
		{"", "total+", "1"},
		{"osiem", "total+", "osiem"},
	} {
		v := url.Values{"total": {c.value}, "step": {c.press}}
		if !Step(v, total) || v.Get("total") != c.want {
			t.Errorf("%q %s: %q", c.value, c.press, v.Get("total"))
		}
	}
	if Step(url.Values{"total": {"8"}, "step": {"other+"}}, total) || Step(url.Values{"total": {"8"}}, total) {
		t.Error("no plus or minus was pressed")
	}
}

func TestProblems(t *testing.T) {
	p := i18n.For(i18n.Polish)
	var many domain.Problems
	many.Add("hour", "time.malformed")
	many.Add("day", "date.malformed")
	form := Form{Problems: Problems(p, many.Err())}
	if len(form.Problems) != 2 || form.Error("hour") != "Podaj godzinę, na przykład 17:00." || form.Error("name") != "" || !form.Flawed() {
		t.Errorf("%+v", form.Problems)
	}
	if got := Problems(p, errors.Join(domain.Conflict("time.malformed"))); len(got) != 1 || got[0].Field != "" {
		t.Errorf("a conflict gave %+v", got)
	}
	for _, err := range []error{nil, errors.New("disk full"), domain.Forbidden("error.forbidden")} {
		if got := Problems(p, err); got != nil {
			t.Errorf("%v gave %+v", err, got)
		}
	}
}

func key(err error) string {
	if e, ok := errors.AsType[*domain.Error](err); ok {
		return e.Key
	}
	return ""
}
