// Package job is the durable queue: work that commits with the data that asked
// for it and is done afterwards, by whichever replica is free. It knows no
// area and no SQL; what it needs of a database is the interface Store.
//
// The life of a job, enforced by the CHECK job_state:
//
//	         Add
//	          │
//	          ▼       a worker claims it
//	┌──────▶ ready ───────────────────────▶ running ──▶ done: the row is gone
//	│         ▲                             │ │   ▲
//	│         └── failed, snoozed, given ───┘ │   │ lease over: another
//	│             back at a stop              │   │ worker claims it
//	│                                         ├───┘
//	│                                         │ failed for the last time
//	│         Again, by an operator           ▼
//	└────────────────────────────────────── dead
//
// A worker holds a job by a lease that it renews while the handler runs; when
// the worker dies, the lease runs out. So a handler may run more than once, and
// must be idempotent, unless it finishes the job in the transaction of its own
// effect (Task.Done): then the effect happens exactly once.
//
// While jobs are quick, a process claims a few more than it has free workers,
// and settles together what ends close together; then a transaction is paid by
// several jobs. What it claimed and has not begun waits in memory under its
// lease, for seconds at most: at a stop, and when the jobs before it turn out
// slow, it is given back, and a kill -9 leaves it to others when the lease is
// over. So there are never more jobs claimed than workers and twice as many.
//
// A job that takes long says how far it is (Task.Progress); that stands in its
// row and is there after a restart. A job that fails for the last time lies
// dead until an operator has it tried again or drops it: package dispatch.
//
// Arguments carry ids only, never a word about a person: they lie in the
// database in the clear.
package job
