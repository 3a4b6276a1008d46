package web_test

import (
	"net/http"
	"slices"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

// TestSetUpWithATakenName: a sign-in name that somebody has leaves nothing
// behind but that it was tried, and the answers that come with another name are the ones that count.
func TestSetUpWithATakenName(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		_, somebody := a.house("Dom").staff("Żaneta", domain.GroupID{}, authz.Manager)
		token, err := a.Services().Flow.SetupLink(t.Context())
		a.must(err)
		b, to, o := a.visitor(), "/in/"+token, a.observer()
		before := o.look()
		taken := b.post(to, b.get(to).fill(to, "name", "Dom pod Lipom", "profile", "welfare", "place", "Sitno",
			"manager", "Ewa", "login", somebody.String(), "password", "trzy zielone klucze"))
		taken.is(http.StatusUnprocessableEntity, htmlcheck.In("#login-error"), htmlcheck.In(`input[name="name"]`, htmlcheck.Attr("value", "Dom pod Lipom")),
			htmlcheck.In(`input[name="place"]`, htmlcheck.Attr("value", "Sitno")), htmlcheck.In(`input[value="welfare"]`, htmlcheck.Attr("checked", "")))
		if left := changed(before, o.look()); !slices.Equal(left, []string{"attempt"}) {
			t.Errorf("a set-up that was refused changes %v, want that it was counted", left)
		}
		b.post(to, taken.fill(to, "name", "Dom pod Lipą", "profile", "community", "login", "ewa@example.org", "password", "trzy zielone klucze")).leads("/")
		b.get("/staff").is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Text("Dom pod Lipą")), htmlcheck.In("main", htmlcheck.Says("Sitno")))
		for table, want := range map[string]int{"institution": 1, "app_user": 1, "session": 1} {
			if got := grown(before, o.look())[table]; got != want {
				t.Errorf("%d more rows of %s, want %d", got, table, want)
			}
		}
	})
}
