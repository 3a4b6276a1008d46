package cli

import (
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"krag/internal/domain/authz"
	"krag/internal/web"
)

// routeLine is one address as krag routes prints it.
type routeLine struct {
	Method  string                     `json:"method"`
	Pattern string                     `json:"pattern"`
	Action  authz.Action               `json:"action"`
	Who     map[authz.Role]authz.Reach `json:"who"`
}

// Run prints the routes. The table is of the program, so nothing is opened.
func (cmd *routesCmd) Run(t *terminal) error {
	lines := routeLines(newPolicy(false))
	if cmd.JSON {
		enc := json.NewEncoder(t.out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(lines)
	}
	w := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	for _, l := range lines {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", l.Method, l.Pattern, l.Action, who(l.Who))
	}
	return w.Flush()
}

// routeLines joins every route with the policy. The gallery, which only the
// demo shows, is among them; figures have an address of their own.
func routeLines(policy *authz.Policy) []routeLine {
	all := web.New(web.Services{}, policy, web.Config{Gallery: true}).Routes()
	for _, r := range (&front{}).routes() {
		all = append(all, r.Route)
	}
	var lines []routeLine
	for _, r := range all {
		rule, _ := policy.Rule(r.Action)
		lines = append(lines, routeLine{r.Method, r.Pattern, r.Action, rule.Who})
	}
	return lines
}
