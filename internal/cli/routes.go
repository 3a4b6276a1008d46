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

// routeLines joins the table of routes with the policy. The gallery, which
// only the demo shows, is among them.
func routeLines(policy *authz.Policy) []routeLine {
	var lines []routeLine
	for _, r := range web.New(web.Services{}, policy, web.Config{Gallery: true}).Routes() {
		rule, _ := policy.Rule(r.Action)
		lines = append(lines, routeLine{r.Method, r.Pattern, r.Action, rule.Who})
	}
	return lines
}
