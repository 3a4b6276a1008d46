// Package stats makes figures for an audience: how many people, said exactly
// to those who work with them and protected from everybody else. Small-number
// protection lives here and only here. Groups, meetings and money are no people
// and need none of it.
//
// # Within the institution
//
// Count.For hides counts under 5 from whoever does not work with the group.
//
// # In public
//
// A Table is everything one publication says about numbers of people, and
// Table.Protect makes of it what everybody may see. The rule is that of NHS
// Digital for hospital statistics ("Disclosure control methodology for HES and
// ECDS", September 2018), in some points stricter:
//
//   - 1 to 7 is hidden, and so is none, which tells about everybody (stricter).
//   - Every other number is rounded to the nearest 5; 8 to 12 are 10.
//   - Of a share, the part is said only if both it and the rest are 8 or more;
//     none and all are never told apart from few and nearly all (stricter).
//   - A percentage is made of the published numbers; a mean, to one decimal
//     place, only over 8 people or more.
//   - What would let a hidden number be worked out is said less finely, or
//     withheld, where NHS Digital relies on rounding alone (stricter).
//   - Exact is what somebody allowed to be, figure by figure; who may do that
//     and why is decided and written down elsewhere.
//
// The floor under all of this is the law on official statistics (ustawa o
// statystyce publicznej, art. 38): nothing that can be tied to one person and,
// of businesses, no sums over fewer than three.
//
// # What else is hidden
//
// Complementary suppression has a trap: that something was withheld is itself
// a message. If a total is left out only when it would give a cell away, then
// its absence gives the cell away. Therefore Protect cuts up whatever a figure
// might be, for all that a reader knows by then, before looking at what it is:
// into the steps of the rule, which it joins until every one of them is safe.
// The true number only picks one. A total of a hidden cell and of one of about
// 10 is "about 10", or "13 to 22"; what was joined is the same for every table
// that fits. Deciding from what is known to the other side, and from nothing
// else, is known as simulatable auditing (Kenthapadi, Mishra and Nissim, PODS
// 2005).
//
// A Whole is not the sum of its parts by definition: what a programme achieved
// may be more than its groups did, or less, when somebody is in two of them. A
// reader subtracts all the same. Which of it is so is taken for known, whatever
// was said of it; so it does no harm if a page gives it away. Parts come before
// their whole. Where leave to be exact would give a number away, the figure is
// said less finely all the same, and the Verdict of the release refuses it, so
// that whoever gave the leave decides.
//
// What comes first in a table is said as finely as the rule allows, and what
// comes later gives way: exact figures first, then cells, shares and totals. A
// figure that says less than it could names the cell it guards.
//
// # The auditor
//
// A Release gives its Statements: what a reader learns, and nothing that was
// hidden. They are kept with each publication. Audit takes everything ever
// published and what is about to be, works out what each number can still be,
// and refuses when one that may be small has fewer than 5 possible values. It
// counts values, so gaps count as known. Its answer is exact: "safe" and
// "exposing" are proofs. When the work allowed ends before the proof, or when
// the statements contradict each other, it refuses.
//
// A Cell is a key and the version of its value. A value that was corrected is
// a new cell. A reader does not see versions, so the auditor assumes the worst:
// that the reader takes everything that looks the same for unchanged, unless
// the figures contradict it; then every cell of that contradiction may have
// changed, and the rest still counts as unchanged.
//
// # What is promised
//
// To a reader of everything the institution published, who knows this program
// and has all the time in the world: every number of people that may be 7 or
// fewer, and was not allowed to be exact, can have at least 5 different values;
// and all tables that fit the statements of a release give the same release,
// byte for byte.
//
// # What is not promised
//
//   - Nothing about likelihood: of 5 possible values one may be the likeliest.
//   - Who belongs to a cell can take off one: for their own cell 4 values are
//     left. Several who put together what they know can take off more, and who
//     knows a member may learn something about the others. Nobody is protected
//     from those who know them by a number.
//   - Sums nobody stated: three hidden cells may be 9 together, and a reader
//     may work that out.
//   - That a figure was corrected is no secret, nor which one could not be
//     shown as finely as others.
//   - Wholes the caller does not name, or only perhaps: if those do not add up,
//     a reader who knows that no sum was kept back can exclude one value.
//   - Means are not audited. Two means of nearly the same people, one after the
//     other, say something about whoever came or left.
//   - What is written in words, what other institutions publish, and what the
//     caller does not tell: a Table has to name every number of people on the
//     page, with cells so fine that all its totals are sums of them.
//   - A permission to be exact is a message, too, if it is given only where the
//     number is large.
package stats
