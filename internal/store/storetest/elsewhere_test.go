package storetest

import (
	"context"
	"reflect"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/funding"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/meeting"
	"krag/internal/domain/outcome"
)

// TestElsewhereSeesNothing asks every method that takes an id, in the scope of
// one institution, for what another one has.
func TestElsewhereSeesNothing(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		who := w.joins(id, "Jaskółka", "2026-01-08")
		m := w.planned(id, morning.AddDate(0, 0, -7))
		w.held(m, 5, meeting.LedByAnimator, who)
		w.planned(id, morning.AddDate(0, 0, 7))
		o := newOutcome(w.programme, id, outcome.Group)
		w.must(w.outcomes.Create(t.Context(), w.by, o))
		c := funding.NewCost{ID: domain.NewID[domain.CostID](), Programme: w.programme, Item: "Krzesła", Category: funding.Furniture}
		w.must(w.funding.AddCost(t.Context(), w.by, c))
		f := funding.NewFund{ID: domain.NewID[domain.FundID](), Programme: w.programme, Funder: "Gmina"}
		w.must(w.funding.AddFund(t.Context(), w.by, f))

		r := w.recorded()

		x := w.elsewhere()
		groups, meetings, outcomes, money := x.store.Groups(), x.store.Meetings(), x.store.Outcomes(), x.store.Funding()
		early, late := morning.AddDate(-1, 0, 0), morning.AddDate(1, 0, 0)
		absent := func(what string, fn func(ctx context.Context) error) {
			t.Helper()
			wantKind(t, what, x.do(fn), domain.KindNotFound)
		}
		empty := func(what string, fn func(ctx context.Context) (any, error)) {
			t.Helper()
			v, err := got(x, fn)
			if r := reflect.ValueOf(v); err != nil || r.IsValid() && !r.IsZero() && !(r.Kind() == reflect.Slice && r.Len() == 0) {
				t.Errorf("%s: %+v, %v; want nothing", what, v, err)
			}
		}

		absent("group.ByID", func(ctx context.Context) error { return err2(groups.ByID(ctx, x.scope(), id)) })
		absent("group.Take", func(ctx context.Context) error { return err2(groups.Take(ctx, x.scope(), id)) })
		absent("group.Update", func(ctx context.Context) error { return groups.Update(ctx, x.scope(), group.Group{ID: id, Version: 1}) })
		absent("group.SetStage", func(ctx context.Context) error { return groups.SetStage(ctx, x.scope(), id, group.Closed) })
		absent("group.InsertMember", func(ctx context.Context) error {
			return err2(groups.InsertMember(ctx, x.scope(), id, group.Member{ID: domain.NewID[domain.MembershipID](), Person: who, Joined: day("2026-01-01")}))
		})
		empty("group.List", func(ctx context.Context) (any, error) {
			l, err := groups.List(ctx, x.scope(), group.Filter{Only: []domain.GroupID{id}}, morning)
			return l.Total + len(l.Rows), err
		})
		empty("group.Steps", func(ctx context.Context) (any, error) { return groups.Steps(ctx, x.scope(), id) })
		empty("group.Dots", func(ctx context.Context) (any, error) { return groups.Dots(ctx, x.scope(), id) })
		if members := x.membersOf(id); len(members) != 0 {
			t.Errorf("group.Members: %d, want nobody", len(members))
		}
		empty("group.CountMembers", func(ctx context.Context) (any, error) { return groups.CountMembers(ctx, x.scope(), id) })
		empty("group.Belongs", func(ctx context.Context) (any, error) { return groups.Belongs(ctx, x.scope(), id, who) })
		empty("group.EndMembership", func(ctx context.Context) (any, error) {
			return groups.EndMembership(ctx, x.scope(), who, domain.GroupID{}, day("2026-02-01"))
		})
		empty("group.EndMemberships", func(ctx context.Context) (any, error) {
			return nil, groups.EndMemberships(ctx, x.scope(), id, day("2026-02-01"))
		})

		absent("meeting.ByID", func(ctx context.Context) error { return err2(meetings.ByID(ctx, x.scope(), m.ID)) })
		absent("meeting.Update", func(ctx context.Context) error { return meetings.Update(ctx, x.scope(), m) })
		absent("meeting.Insert", func(ctx context.Context) error {
			n := m
			n.ID = domain.NewID[domain.MeetingID]()
			return err2(meetings.Insert(ctx, x.scope(), []meeting.Meeting{n}))
		})
		absent("meeting.TakeGroup", func(ctx context.Context) error { return err2(meetings.TakeGroup(ctx, x.scope(), id)) })
		absent("meeting.GroupOf", func(ctx context.Context) error {
			_, _, _, err := meetings.GroupOf(ctx, x.scope(), id)
			return err
		})
		absent("meeting.FirstAttendance", func(ctx context.Context) error {
			return err2(meetings.FirstAttendance(ctx, x.scope(), m, day("2026-01-01"), day("2026-12-31"), meeting.Attendance{Led: meeting.LedByMember, Present: []domain.PersonID{who}}))
		})
		absent("meeting.CorrectAttendance", func(ctx context.Context) error {
			return meetings.CorrectAttendance(ctx, x.scope(), m.ID, meeting.Was{Attendance: meeting.Attendance{Led: meeting.LedByMember}, Version: 1}, meeting.Attendance{Led: meeting.LedByMember})
		})
		empty("meeting.AttendanceWas", func(ctx context.Context) (any, error) { return meetings.AttendanceWas(ctx, x.scope(), m.ID, 20) })
		empty("meeting.LinkEnds", func(ctx context.Context) (any, error) {
			at, err := meetings.LinkEnds(ctx, x.scope(), m.ID)
			return !at.IsZero(), err
		})
		empty("meeting.DropLink", func(ctx context.Context) (any, error) { return meetings.DropLink(ctx, x.scope(), m.ID) })
		empty("meeting.CancelAhead", func(ctx context.Context) (any, error) { return meetings.CancelAhead(ctx, x.scope(), id, early) })
		empty("meeting.Attendance", func(ctx context.Context) (any, error) { return meetings.Attendance(ctx, x.scope(), m.ID) })
		if ticks := x.belonging(id, "2026-02-01"); len(ticks) != 0 {
			t.Errorf("meeting.Belonging: %d, want nobody", len(ticks))
		}
		empty("meeting.CountAccompanied", func(ctx context.Context) (any, error) { return meetings.CountAccompanied(ctx, x.scope(), id) })
		for _, only := range [][]domain.GroupID{nil, {id}} {
			empty("meeting.Between", func(ctx context.Context) (any, error) { return meetings.Between(ctx, x.scope(), early, late, only) })
			empty("meeting.NextAfter", func(ctx context.Context) (any, error) { return meetings.NextAfter(ctx, x.scope(), early, only) })
			empty("meeting.Uncounted", func(ctx context.Context) (any, error) {
				return meetings.Uncounted(ctx, x.scope(), morning.Add(24*time.Hour), only, 7)
			})
		}
		empty("meeting.Waiting", func(ctx context.Context) (any, error) {
			return meetings.Waiting(ctx, x.scope(), morning.Add(24*time.Hour), day("2026-03-04"), []domain.GroupID{id})
		})
		empty("meeting.Living", func(ctx context.Context) (any, error) { return meetings.Living(ctx, x.scope()) })
		empty("meeting.Began", func(ctx context.Context) (any, error) { return meetings.Began(ctx, x.scope(), early, late) })
		for _, ahead := range []bool{true, false} {
			empty("meeting.OfGroup", func(ctx context.Context) (any, error) {
				l, err := meetings.OfGroup(ctx, x.scope(), id, morning, ahead, domain.Page{})
				return l.Total + len(l.Rows), err
			})
		}
		empty("meeting.Forget", func(ctx context.Context) (any, error) { return nil, meetings.Forget(ctx, x.scope(), who) })

		absent("outcome.ByID", func(ctx context.Context) error { return err2(outcomes.ByID(ctx, x.scope(), o.ID)) })
		absent("outcome.Update", func(ctx context.Context) error {
			return outcomes.Update(ctx, x.scope(), outcome.Outcome{ID: o.ID, Value: outcome.Value{Form: outcome.All}, Version: 1})
		})
		absent("outcome.Delete", func(ctx context.Context) error { return outcomes.Delete(ctx, x.scope(), o.ID, 1) })
		empty("outcome.OfProgramme", func(ctx context.Context) (any, error) { return outcomes.OfProgramme(ctx, x.scope(), w.programme) })
		empty("outcome.OfGroup", func(ctx context.Context) (any, error) { return outcomes.OfGroup(ctx, x.scope(), id) })

		absent("funding.Cost", func(ctx context.Context) error { return err2(money.Cost(ctx, x.scope(), c.ID)) })
		absent("funding.UpdateCost", func(ctx context.Context) error {
			return money.UpdateCost(ctx, x.scope(), funding.Cost{ID: c.ID, Version: 1})
		})
		absent("funding.DeleteCost", func(ctx context.Context) error { return money.DeleteCost(ctx, x.scope(), c.ID, 1) })
		absent("funding.Fund", func(ctx context.Context) error { return err2(money.Fund(ctx, x.scope(), f.ID)) })
		absent("funding.UpdateFund", func(ctx context.Context) error {
			return money.UpdateFund(ctx, x.scope(), funding.Fund{ID: f.ID, Version: 1})
		})
		absent("funding.DeleteFund", func(ctx context.Context) error { return money.DeleteFund(ctx, x.scope(), f.ID, 1) })
		absent("another institution's fund", func(ctx context.Context) error {
			return err2(money.InsertCost(ctx, x.scope(), funding.Cost{ID: domain.NewID[domain.CostID](), Programme: x.programme, Fund: f.ID}))
		})
		empty("funding.Costs", func(ctx context.Context) (any, error) { return money.Costs(ctx, x.scope(), w.programme) })
		empty("funding.Funds", func(ctx context.Context) (any, error) { return money.Funds(ctx, x.scope(), w.programme) })

		houses := x.store.Institutions()
		absent("institution.TakeProgramme", func(ctx context.Context) error { return houses.TakeProgramme(ctx, x.scope(), w.programme) })
		absent("institution.Strategy", func(ctx context.Context) error { return err2(houses.Strategy(ctx, x.scope(), r.strategy)) })
		absent("institution.UpdateStrategy", func(ctx context.Context) error {
			return houses.UpdateStrategy(ctx, x.scope(), institution.Strategy{ID: r.strategy, Version: 1})
		})
		absent("institution.DeleteStrategy", func(ctx context.Context) error { return houses.DeleteStrategy(ctx, x.scope(), r.strategy, 1) })
		absent("institution.PremisesStep", func(ctx context.Context) error { return err2(houses.PremisesStep(ctx, x.scope(), r.step)) })
		absent("institution.UpdatePremisesStep", func(ctx context.Context) error {
			return houses.UpdatePremisesStep(ctx, x.scope(), institution.PremisesStep{ID: r.step, Version: 1})
		})
		absent("institution.DeletePremisesStep", func(ctx context.Context) error { return houses.DeletePremisesStep(ctx, x.scope(), r.step, 1) })
		empty("institution.PlacePremisesStep", func(ctx context.Context) (any, error) {
			return nil, houses.PlacePremisesStep(ctx, x.scope(), r.step, 9)
		})
		absent("institution.ReplacePartners", func(ctx context.Context) error {
			return houses.ReplacePartners(ctx, x.scope(), w.programme, []institution.Partner{{Name: "Obcy"}})
		})
		absent("institution.PutContact", func(ctx context.Context) error {
			return houses.PutContact(ctx, x.scope(), w.programme, institution.Contact{Name: "Obcy"})
		})
		absent("institution.PutContact by its version", func(ctx context.Context) error {
			return houses.PutContact(ctx, x.scope(), w.programme, institution.Contact{Name: "Obcy", Version: 1})
		})
		absent("institution.Attachment", func(ctx context.Context) error { return err2(houses.Attachment(ctx, x.scope(), r.file)) })
		absent("institution.AttachmentOwner", func(ctx context.Context) error { return err2(houses.AttachmentOwner(ctx, x.scope(), r.file)) })
		absent("institution.AttachmentVersion", func(ctx context.Context) error { return err2(houses.AttachmentVersion(ctx, x.scope(), r.file)) })
		absent("institution.AttachmentPiece", func(ctx context.Context) error { return err2(houses.AttachmentPiece(ctx, x.scope(), r.file, 0)) })
		absent("institution.UpdateAttachment", func(ctx context.Context) error {
			return houses.UpdateAttachment(ctx, x.scope(), institution.Attachment{ID: r.file, Name: "obcy", Version: 1}, x.key(x.scope(), domain.FileKey, domain.NewID[domain.AttachmentID]().UUID))
		})
		absent("institution.PublishAttachment", func(ctx context.Context) error {
			return houses.PublishAttachment(ctx, x.scope(), institution.Attachment{ID: r.file, PublicAt: morning, Version: 1})
		})
		absent("institution.DeleteAttachment", func(ctx context.Context) error { return houses.DeleteAttachment(ctx, x.scope(), r.file, 1) })
		absent("institution.Training", func(ctx context.Context) error { return err2(houses.Training(ctx, x.scope(), r.training)) })
		absent("institution.UpdateTraining", func(ctx context.Context) error {
			return houses.UpdateTraining(ctx, x.scope(), institution.Training{ID: r.training, On: domain.Moment{Date: day("2026-01-01"), Precision: domain.PrecisionDay}, Version: 1})
		})
		absent("institution.DeleteTraining", func(ctx context.Context) error { return houses.DeleteTraining(ctx, x.scope(), r.training, 1) })
		absent("institution.ReplaceTrained", func(ctx context.Context) error {
			return houses.ReplaceTrained(ctx, x.scope(), r.training, []domain.UserID{domain.NewID[domain.UserID]()})
		})
		empty("institution.Strategies", func(ctx context.Context) (any, error) { return houses.Strategies(ctx, x.scope(), w.programme) })
		empty("institution.PremisesSteps", func(ctx context.Context) (any, error) { return houses.PremisesSteps(ctx, x.scope(), w.programme) })
		empty("institution.Partners", func(ctx context.Context) (any, error) { return houses.Partners(ctx, x.scope(), w.programme) })
		empty("institution.Contact", func(ctx context.Context) (any, error) { return houses.Contact(ctx, x.scope(), w.programme) })
		files, err := opened(x, func(ctx context.Context) ([]institution.Attachment, error) {
			return houses.Attachments(ctx, x.scope(), w.programme)
		})
		if err != nil || len(files) > 0 {
			t.Errorf("institution.Attachments: %v, %v; want nothing", files, err)
		}
		empty("institution.Attached", func(ctx context.Context) (any, error) {
			bytes, files, err := houses.Attached(ctx, x.scope())
			return int(bytes) + files, err
		})
		empty("institution.ReadyItems", func(ctx context.Context) (any, error) { return houses.ReadyItems(ctx, x.scope()) })
		empty("institution.Allies", func(ctx context.Context) (any, error) {
			allies, version, err := houses.Allies(ctx, x.scope())
			return len(allies) + int(version), err
		})
		empty("institution.Trainings", func(ctx context.Context) (any, error) { return houses.Trainings(ctx, x.scope()) })

		w.unharmed(id, who, m.ID)
		w.keptRecord(r)
	})
}

// unharmed checks that nothing above changed what it was not to see.
func (w *works) unharmed(id domain.GroupID, who domain.PersonID, m domain.MeetingID) {
	w.t.Helper()
	g, err := w.groups.Group(w.t.Context(), w.by, id)
	if err != nil || g.Stage != group.Accompanied || g.Name != "Źródło" {
		w.t.Errorf("the group is %+v, %v", g, err)
	}
	if belongs := have(w, func(ctx context.Context) (bool, error) { return w.store.Groups().Belongs(ctx, w.scope(), id, who) }); !belongs {
		w.t.Error("the membership was ended from elsewhere")
	}
	att := have(w, func(ctx context.Context) (*meeting.Attendance, error) {
		return w.store.Meetings().Attendance(ctx, w.scope(), m)
	})
	if att == nil || len(att.Present) != 1 {
		w.t.Error("the ticks were removed from elsewhere")
	}
	l, err := w.meetings.OfGroup(w.t.Context(), w.by, id, true, domain.Page{})
	if err != nil || len(l.Rows) != 1 || l.Rows[0].State != meeting.Planned {
		w.t.Errorf("what was planned is %+v, %v", l.Rows, err)
	}
}

// err2 is the error of a call whose value does not matter.
func err2[T any](_ T, err error) error { return err }
