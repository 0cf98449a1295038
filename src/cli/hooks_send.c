/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/hooks_send.c - a thread each, so that no receiver waits for a slow one */
#include "cli/hooks_send.h"

#include <stdatomic.h>
#include <stdio.h>

#include "hooks/hook.h"

enum { most_threads = 32 };

/* What one thread does: it has a ledger of its own and shares nothing with others. */
typedef struct sending {
	const td_hook *hook;
	const td_send_options *options;
	const char *ledger;
	td_sent sent;
	GError *error;
} sending;

static void
send_to_one(sending *self)
{
	g_autoptr(td_ledger) ledger = td_ledger_open(self->ledger, &self->error);

	if (ledger != NULL)
		td_send_waiting(
		    ledger, self->hook, self->options, &self->sent, &self->error);
}

/* All hooks; each is some thread's. */
typedef struct sendings {
	sending *all;
	unsigned n;
	atomic_uint next;
} sendings;

static void *
send_some(void *data)
{
	sendings *self = data;
	unsigned i;

	while ((i = atomic_fetch_add(&self->next, 1)) < self->n)
		send_to_one(&self->all[i]);
	return NULL;
}

static void
report_sent(const sending *self)
{
	const char *name = self->hook->name;

	if (self->sent.arrived > 0)
		fprintf(stderr, "%s: %u sent\n", name, self->sent.arrived);
	if (self->sent.problem != NULL)
		fprintf(stderr, "tidings: hook '%s': %s\n", name, self->sent.problem);
	if (self->sent.given_up > 0)
		fprintf(stderr, "tidings: hook '%s': %u given up\n", name,
		    self->sent.given_up);
}

static void
send_in_threads(sending *all, unsigned n)
{
	sendings some = { .all = all, .n = n };
	GThread *threads[most_threads];
	unsigned n_threads = MIN(n, most_threads);

	for (unsigned i = 0; i < n_threads; i++)
		threads[i] = g_thread_new("hooks", send_some, &some);
	for (unsigned i = 0; i < n_threads; i++)
		g_thread_join(threads[i]);
}

bool
td_hooks_send(const GPtrArray *hooks, const char *ledger, const td_send_options *options,
    GError **error)
{
	g_autofree sending *all = g_new0(sending, hooks->len + 1);
	bool ok = true;

	for (guint i = 0; i < hooks->len; i++)
		all[i] = (sending){
			.hook = hooks->pdata[i], .options = options, .ledger = ledger
		};
	send_in_threads(all, hooks->len);
	for (guint i = 0; i < hooks->len; i++) {
		report_sent(&all[i]);
		g_free(all[i].sent.problem);
		if (ok && all[i].error != NULL) {
			g_propagate_error(error, g_steal_pointer(&all[i].error));
			ok = false;
		}
		g_clear_error(&all[i].error);
	}
	return ok;
}
