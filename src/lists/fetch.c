/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/fetch.c - threads that share nothing but two queues */
#include "lists/fetch.h"

#include "base/queue.h"

/* Progress is for eyes: more often than this it is not told. */
#define TELL_EVERY (G_USEC_PER_SEC / 5)

enum { max_jobs = 32 };

typedef struct job {
	const td_list *list;
	td_fetch *fetch;
	int64_t told; /* when something was told last */
} job;

struct td_fetch {
	GAsyncQueue *todo, *events; /* of job *, of td_fetch_event * */
	const char *ssh;
	GThread *threads[max_jobs];
	unsigned n;
	unsigned left; /* lists that are not done */
	job *jobs;
	job end; /* stands in todo for "there is no more" */
};

static void
tell(const char *what, void *data)
{
	job *self = data;
	int64_t now = g_get_monotonic_time();
	td_fetch_event *event;

	if (self->told != 0 && now - self->told < TELL_EVERY)
		return;
	self->told = now;
	event = g_new0(td_fetch_event, 1);
	event->list = self->list;
	event->text = g_strdup(what);
	td_queue_push(self->fetch->events, event);
}

static void
bring(job *self)
{
	const td_list *list = self->list;
	const td_mirror_spec spec = { .dir = list->dir,
		.url = list->url,
		.since = list->since,
		.ssh = self->fetch->ssh,
		.progress = tell,
		.data = self };
	td_fetch_event *event = g_new0(td_fetch_event, 1);

	event->list = list;
	td_mirror_fetch(&spec, &event->counts, &event->error);
	td_queue_push(self->fetch->events, event);
}

static void *
work(void *data)
{
	td_fetch *fetch = data;
	job *next;

	while ((next = td_queue_pop(fetch->todo)) != &fetch->end)
		bring(next);
	return NULL;
}

td_fetch *
td_fetch_start(const GPtrArray *lists, unsigned jobs, const char *ssh)
{
	td_fetch *fetch = g_new0(td_fetch, 1);

	fetch->ssh = ssh;
	fetch->todo = g_async_queue_new();
	fetch->events = g_async_queue_new();
	fetch->jobs = g_new0(job, lists->len + 1);
	fetch->left = lists->len;
	for (unsigned i = 0; i < lists->len; i++) {
		fetch->jobs[i].list = lists->pdata[i];
		fetch->jobs[i].fetch = fetch;
		td_queue_push(fetch->todo, &fetch->jobs[i]);
	}
	fetch->n = MIN(MIN(MAX(jobs, 1), (unsigned)max_jobs), lists->len);
	for (unsigned i = 0; i < fetch->n; i++) {
		td_queue_push(fetch->todo, &fetch->end);
		fetch->threads[i] = g_thread_new("fetch", work, fetch);
	}
	return fetch;
}

td_fetch_event *
td_fetch_next(td_fetch *fetch)
{
	td_fetch_event *event;

	if (fetch->left == 0)
		return NULL;
	event = td_queue_pop(fetch->events);
	if (!event->text)
		fetch->left--;
	return event;
}

void
td_fetch_event_free(td_fetch_event *event)
{
	if (!event)
		return;
	g_free(event->text);
	g_clear_error(&event->error);
	g_free(event);
}

void
td_fetch_free(td_fetch *fetch)
{
	td_fetch_event *event;

	if (!fetch)
		return;
	for (unsigned i = 0; i < fetch->n; i++)
		g_thread_join(fetch->threads[i]);
	while ((event = g_async_queue_try_pop(fetch->events)))
		td_fetch_event_free(event);
	g_async_queue_unref(fetch->todo);
	g_async_queue_unref(fetch->events);
	g_free(fetch->jobs);
	g_free(fetch);
}
