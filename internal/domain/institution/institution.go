// Package institution keeps institutions and their programmes: who runs the
// groups, in which programme, and what the programme says about itself.
package institution

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

// Profile is the legal ground an institution stands on.
type Profile string

// The profiles. Welfare works on a statutory basis (social assistance act of
// 12 March 2004, art. 100); community works on consent and minimal data.
const (
	Welfare   Profile = "welfare"
	Community Profile = "community"
)

// Profiles lists them in the order of the form.
var Profiles = []Profile{Welfare, Community}

// Voivodeships are the sixteen of Poland, by their codes in TERYT.
var Voivodeships = []string{"02", "04", "06", "08", "10", "12", "14", "16", "18", "20", "22", "24", "26", "28", "30", "32"}

// Institution is one tenant. No is its internal number and is never shown.
type Institution struct {
	ID          domain.InstitutionID
	No          int64
	Name        string
	Profile     Profile
	Place       string // municipality or town
	Voivodeship string // TERYT code, empty when not given
	Zone        string // IANA zone of its local times
	MadeAt      time.Time
	Version     int64
}

// Scope reaches the institution's rows.
func (i Institution) Scope() domain.Scope { return domain.Within(i.No) }

// Location is the zone of the institution's local times.
func (i Institution) Location() *time.Location {
	zone, err := time.LoadLocation(i.Zone)
	if err != nil {
		return time.UTC // the zone is checked before it is stored
	}
	return zone
}

// Programme is a set of groups with one purpose, one record and one set of
// outcomes and costs. Slug is its part of an address, unique in the
// institution; like every address it must not name a group's topic.
type Programme struct {
	ID      domain.ProgrammeID
	Slug    string
	Title   string
	Started domain.Moment // zero when not known
	Made    bool          // whether its people and meetings are made up, as in a demonstration
	MadeAt  time.Time
	Version int64
}

// ProgrammeRow is a programme as a list shows it.
type ProgrammeRow struct {
	Programme
	Groups      int
	Independent int // groups that stand on their own now
}

// Section is a heading of a programme's record.
type Section string

// The sections, in the order in which a record is read. Together with the
// strategy, the path of the premises, the partners, the contact and the files,
// which have forms of their own, they carry what a practice card and an
// innovation card ask for.
const (
	SecClassification Section = "classification"
	SecKind           Section = "kind"
	SecInnovators     Section = "innovators"
	SecModel          Section = "model"
	SecMotive         Section = "motive"
	SecSituation      Section = "situation"
	SecDiagnosis      Section = "diagnosis"
	SecProblems       Section = "problems"
	SecNeeds          Section = "needs"
	SecOrigin         Section = "origin"
	SecPrinciples     Section = "principles"
	SecPath           Section = "path"
	SecRoles          Section = "roles"
	SecRecipients     Section = "recipients"
	SecImplementers   Section = "implementers"
	SecBenefits       Section = "benefits"
	SecHeadline       Section = "headline"
	SecAwards         Section = "awards"
	SecAdvice         Section = "advice"
	SecAttachments    Section = "attachments"
	SecPresentation   Section = "presentation"
)

// Sections lists them in order.
var Sections = []Section{
	SecClassification, SecKind, SecInnovators, SecModel, SecMotive, SecSituation, SecDiagnosis, SecProblems,
	SecNeeds, SecOrigin, SecPrinciples, SecPath, SecRoles, SecRecipients, SecImplementers,
	SecBenefits, SecHeadline, SecAwards, SecAdvice, SecAttachments, SecPresentation,
}

// The parts of a record that have forms of their own.
const (
	PartStrategy Section = "strategy"
	PartPremises Section = "premises"
	PartPartners Section = "partners"
	PartContact  Section = "contact"
	PartFiles    Section = "files"
)

// Parts are all of a record in the order in which it is read.
var Parts = []Section{
	SecClassification, SecKind, SecInnovators, SecModel, SecMotive, SecSituation, SecDiagnosis, SecProblems,
	SecNeeds, SecOrigin, SecPrinciples, SecPath, SecRoles, SecRecipients, SecImplementers, PartPremises,
	SecBenefits, SecHeadline, PartPartners, SecAwards, SecAdvice, PartContact, PartStrategy, PartFiles,
	SecAttachments, SecPresentation,
}

// Record is what a programme says about itself: the items of each section in
// their order. A section without items is absent.
type Record map[Section][]string

// Mark stands for what a section says, so that a form can tell whether it
// still says what the form showed. It keeps no secret.
func Mark(items []string) string {
	h := fnv.New64a()
	for _, item := range items {
		_, _ = fmt.Fprintf(h, "%d %s", len(item), item) // a hash never fails
	}
	return strconv.FormatUint(h.Sum64(), 36)
}

// Figures are what a programme amounts to, read at one moment.
type Figures struct {
	Groups        int
	Independent   int // groups that stand on their own now
	MeetingsHeld  int
	MeetingsAhead int
	Members       stats.Count // people who belong to a group now
	Outcomes      int
	CostTotal     domain.Grosze
	Costs         int
}

// GroupRow is a group as the programme's page lists it.
type GroupRow struct {
	ID           domain.GroupID
	Name         string
	Neutral      string
	Period       string // when it worked, in the source's words, for a group of the past
	Stage        string
	Sensitive    bool
	Members      stats.Count
	Visits       stats.Tally // people counted at meetings, each meeting anew
	MeetingsHeld int
	Next         time.Time // UTC, zero when nothing is planned
}

// Overview is a programme with its figures and groups.
type Overview struct {
	Programme
	Figures Figures
	Groups  []GroupRow
	Filled  []Section // the parts of the record that say something
}
