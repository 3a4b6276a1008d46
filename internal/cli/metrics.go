package cli

import (
	"context"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"krag/internal/domain"
	"krag/internal/job"
	"krag/internal/web"
)

// figures are what /metrics tells: how many requests of each pattern there
// were and how long they took, what waits in the queue and how its jobs ended,
// and how the process is. No label has a name, an address or an id in it.
type figures struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
}

// endedJobs counts how tries of jobs ended. The queue tells it, which is there
// before anybody asks for figures.
func endedJobs() *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "krag_job_ends_total", Help: "Tries of jobs in this process, by kind and by how they ended: finished, failed, or dead, which is for the last time.",
	}, []string{"kind", "how"})
}

// wireAnswers counts what providers answered.
func wireAnswers() *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "krag_message_answers_total",
		Help: "Answers of providers in this process, by channel, by what they mean for the message (accepted, passing, refused or uncertain) and by code; a code that begins with access. is a no to this server.",
	}, []string{"channel", "fate", "code"})
}

func (a *app) figures() *figures {
	f := &figures{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "krag_requests_total", Help: "Requests answered, by the pattern of the address and the class of the status.",
		}, []string{"pattern", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "krag_request_seconds", Help: "How long answers took, in seconds.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5},
		}, []string{"pattern"}),
	}
	f.registry.MustRegister(f.requests, f.seconds, queueFigures{a.queue, a.config.Clock, a.config.Log}, a.ended, a.answers,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return f
}

// served notes one answer. The pattern has a method of its own; what the
// client sent as one could be anything and is left out.
func (f *figures) served(s web.Served) {
	pattern := s.Pattern
	if pattern == "" {
		pattern = "none"
	}
	f.requests.WithLabelValues(pattern, strconv.Itoa(s.Status/100)+"xx").Inc()
	f.seconds.WithLabelValues(pattern).Observe(s.Took.Seconds())
}

func (f *figures) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(f.registry, promhttp.HandlerOpts{}))
	return mux
}

// queueFigures counts jobs when somebody asks.
type queueFigures struct {
	queue *job.Queue
	clock domain.Clock
	log   *slog.Logger
}

var (
	queueJobs   = prometheus.NewDesc("krag_jobs", "Jobs in the queue, by kind and state.", []string{"kind", "state"}, nil)
	queueOldest = prometheus.NewDesc("krag_job_oldest_seconds", "For how long the oldest job that is ready has been due, by kind.", []string{"kind"}, nil)
)

// Describe names the figures; see prometheus.Collector.
func (queueFigures) Describe(to chan<- *prometheus.Desc) {
	to <- queueJobs
	to <- queueOldest
}

// Collect counts; see prometheus.Collector.
func (q queueFigures) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	counts, err := q.queue.Counts(ctx)
	if err != nil {
		q.log.LogAttrs(ctx, slog.LevelError, "count jobs for metrics", slog.Any("error", err))
		return
	}
	for _, c := range counts {
		to <- prometheus.MustNewConstMetric(queueJobs, prometheus.GaugeValue, float64(c.N), c.Kind, c.State)
		if c.State == "ready" {
			due := max(q.clock.Now().Sub(c.First), 0) // what is to be done later is not late
			to <- prometheus.MustNewConstMetric(queueOldest, prometheus.GaugeValue, due.Seconds(), c.Kind)
		}
	}
}
