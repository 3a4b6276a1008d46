package deliver

import (
	"strings"
	"testing"

	"krag/internal/domain/notify"
)

var reportFields = ReportFields{
	Ref: "0.ref", Status: "0.status.name",
	Delivered: []string{"DELIVERED", "1"}, Failed: []string{"Undelivered", "2"}, Delayed: []string{"buffered"},
}

func TestReadReport(t *testing.T) {
	form := reportFields
	form.Ref, form.Status = "ref", "status"
	const json, www = "application/json; charset=utf-8", "application/x-www-form-urlencoded"
	for _, c := range []struct {
		name, body, kind string
		fields           ReportFields
		fate             notify.Fate
		code             string // or what the error says
	}{
		{"delivered", `[{"ref":"` + gateParcelID + `","status":{"name":"delivered"}}]`, json, reportFields, notify.Accepted, "report.delivered"},
		{"a number", `[{"ref":"` + strings.ToUpper(gateParcelID) + `","status":{"name":2}}]`, json, reportFields, notify.Refused, "report.failed"},
		{"delayed", "to=%2B48123456789&status=BUFFERED&ref=" + gateParcelID, www, form, notify.Passing, "report.delayed"},
		{"failed", "status=undelivered+&ref=+" + gateParcelID, www, form, notify.Refused, "report.failed"},
		{"a new word", "status=sent&ref=" + gateParcelID, www, form, notify.Passing, "report.unknown"},
		{"no status", "ref=" + gateParcelID, www, form, "", "no status"},
		{"an object for a status", `[{"ref":"` + gateParcelID + `","status":{"name":{}}}]`, json, reportFields, "", "no status"},
		{"another's", "status=sent&ref=4812", www, form, "", "no reference"},
		{"nobody's", "status=sent&ref=00000000-0000-0000-0000-000000000000", www, form, "", "no reference"},
		{"without a reference", `[]`, json, reportFields, "", "no reference"},
		{"broken", `[{"ref":"+48123456789`, json, reportFields, "", "not JSON"},
		{"two", `[] []`, json, reportFields, "", "not JSON"},
		{"not a form", "a=%zz", www, form, "", "not a form"},
		{"of no kind", "x", "text/plain", form, "", "neither"},
		{"said to be nothing", "x", "", form, "", "neither"},
		{"large", strings.Repeat(" ", MaxReport+1), json, reportFields, "", "too large"},
	} {
		id, o, err := ReadReport([]byte(c.body), c.kind, c.fields)
		switch {
		case c.fate == "" && (err == nil || !strings.Contains(err.Error(), c.code) || strings.Contains(err.Error(), "48")):
			t.Errorf("%s: %v, want %q", c.name, err, c.code)
		case c.fate != "" && (err != nil || id.String() != gateParcelID || o != notify.Outcome{Fate: c.fate, Code: c.code}):
			t.Errorf("%s: %s %+v %v", c.name, id, o, err)
		}
	}
}

func TestReportFieldsCheck(t *testing.T) {
	if err := reportFields.Check(); err != nil {
		t.Fatal(err)
	}
	for want, spoil := range map[string]func(*ReportFields){
		"in which field":           func(f *ReportFields) { f.Ref = "" },
		"and in which the status":  func(f *ReportFields) { f.Status = "" },
		"which words":              func(f *ReportFields) { f.Failed = nil },
		"mean delivered":           func(f *ReportFields) { f.Delivered = nil },
		"one of them is empty":     func(f *ReportFields) { f.Delayed = []string{" "} },
		`"Delivered" stands twice`: func(f *ReportFields) { f.Failed = []string{"Delivered"} },
	} {
		f := reportFields
		spoil(&f)
		if err := f.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q: %v", want, err)
		}
	}
}

func FuzzReadReport(f *testing.F) {
	f.Add([]byte(`[{"ref":"`+gateParcelID+`","status":{"name":"delivered"}}]`), "application/json", "0.ref", "0.status.name")
	f.Add([]byte("status=2&ref="+gateParcelID), "application/x-www-form-urlencoded", "ref", "status")
	f.Add([]byte(`{"":{"":[[1]]}}`), "application/json", "..0.0", ".")
	f.Add([]byte(`[1e999,-0]`), "application/json;a", "-1", "99999999999999999999")
	f.Fuzz(func(t *testing.T, body []byte, kind, ref, status string) {
		fields := reportFields
		fields.Ref, fields.Status = ref, status
		id, o, err := ReadReport(body, kind, fields)
		if err != nil && (!id.IsZero() || o != notify.Outcome{}) {
			t.Errorf("%s %+v beside %v", id, o, err)
		}
		if err == nil && (id.IsZero() || !strings.HasPrefix(o.Code, "report.") || o.Ref != "") {
			t.Errorf("%s %+v", id, o)
		}
	})
}
