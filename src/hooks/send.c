/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hooks/send.c - one delivery after the other, and when the next try is */
#include "hooks/send.h"

#include "deliver/post.h"
#include "ledger/delivery.h"

enum {
	batch = 64,
	first_retry = 30,
	longest_retry = 6 * 3600,
	give_up_after = 7 * 24 * 3600,
	gone = 410, /* the receiver says that there is nobody any more */
};

typedef struct sending {
	td_ledger *ledger;
	const td_hook *hook;
	const td_send_options *options;
	td_poster *poster;
	td_hook_pause pause;
	int64_t end; /* none is begun after it; 0: any time */
	td_sent *sent;
} sending;

/* The key is the same over all tries, and over restarts between them. */
static bool
post(sending *self, const td_delivery *delivery, long *status, GError **error)
{
	const td_hook *hook = self->hook;
	g_autofree char *signature =
	    td_post_sign(hook->secret, delivery->body, self->options->now());
	g_autofree char *sign = g_strconcat("X-Tidings-Signature: ", signature, NULL);
	g_autofree char *event = g_strconcat("X-Tidings-Event: ", delivery->kind, NULL);
	g_autofree char *id =
	    g_strdup_printf("X-Tidings-Delivery: %" G_GINT64_FORMAT, delivery->id);
	g_autofree char *key = g_strconcat("Idempotency-Key: ", delivery->key, NULL);
	g_autofree char *attempt =
	    g_strdup_printf("X-Tidings-Attempt: %u", delivery->tries + 1);
	const char *const headers[] = { sign, event, id, key, attempt, NULL };
	const td_post_request request = {
		.url = hook->url,
		.type = "application/json",
		.body = delivery->body,
		.headers = headers,
		.timeout = self->options->timeout,
	};

	return td_poster_send(self->poster, &request, status, error);
}

/*
 * One more try that failed. An old delivery is given up only where the receiver was
 * asked for a week, too: it may be the first that is sent after our own machine was off.
 */
static bool
pause_hook(sending *self, const td_delivery *delivery)
{
	const int64_t now = self->options->now();
	const int64_t first =
	    self->options->retry > 0 ? self->options->retry : first_retry;
	td_hook_pause *pause = &self->pause;
	int64_t wait = first;
	bool give_up;

	if (pause->tries == 0)
		pause->since = now;
	give_up =
	    now - pause->since > give_up_after && now - delivery->made > give_up_after;
	for (unsigned i = 0; i < pause->tries && wait < longest_retry; i++)
		wait *= 2;
	pause->tries++;
	/* The next one may be well, and if not it must not wait for as long as this one
	 * did: there would be more and more of them. */
	pause->due = now + (give_up ? first : MIN(wait, longest_retry));
	return give_up;
}

static bool
note_failure(sending *self, const td_delivery *delivery, bool refused, GError **error)
{
	bool give_up = refused || pause_hook(self, delivery), ok;

	if (!td_ledger_begin(self->ledger, error))
		return false;
	self->sent->given_up += give_up;
	ok = td_delivery_failed(
		 self->ledger, delivery->id, give_up, self->sent->problem, error) &&
	     (refused ||
		 td_hook_put_pause(self->ledger, self->hook->name, &self->pause, error));
	if (ok)
		return td_ledger_commit(self->ledger, error);
	td_ledger_rollback(self->ledger);
	return false;
}

/* The pause that is over goes after it: without it the next one is tried at once. */
static bool
note_arrival(sending *self, const td_delivery *delivery, GError **error)
{
	if (!td_delivery_done(self->ledger, delivery->id, self->options->now(), error))
		return false;
	self->sent->arrived++;
	if (self->pause.tries == 0)
		return true;
	self->pause = (td_hook_pause){ 0 };
	return td_hook_put_pause(self->ledger, self->hook->name, &self->pause, error);
}

/* *failed: all of the hook have to wait. */
static bool
send_one(sending *self, const td_delivery *delivery, bool *failed, GError **error)
{
	g_autoptr(GError) trouble = NULL;
	long status = 0;

	if (!td_delivery_begin(self->ledger, delivery->id, error))
		return false;
	if (post(self, delivery, &status, &trouble) && status >= 200 && status < 300)
		return note_arrival(self, delivery, error);
	g_free(self->sent->problem);
	self->sent->problem = trouble != NULL
				  ? g_strdup(trouble->message)
				  : g_strdup_printf("'%s' answers with status %ld",
					self->hook->url, status);
	*failed = status != gone;
	return note_failure(self, delivery, status == gone, error);
}

static bool
is_over(const sending *self)
{
	const td_send_options *options = self->options;

	return (options->stop != NULL && options->stop(options->data)) ||
	       (self->end != 0 && options->now() >= self->end);
}

static bool
send_all(sending *self, GError **error)
{
	bool failed = false;

	while (!failed) {
		g_autoptr(GPtrArray) waiting = td_delivery_load_waiting(
		    self->ledger, self->hook->name, batch, error);

		if (waiting == NULL)
			return false;
		if (waiting->len == 0)
			return true;
		for (guint i = 0; i < waiting->len && !failed; i++) {
			if (is_over(self))
				return true;
			if (!send_one(self, waiting->pdata[i], &failed, error))
				return false;
		}
	}
	return true;
}

bool
td_send_waiting(td_ledger *ledger, const td_hook *hook, const td_send_options *options,
    td_sent *sent, GError **error)
{
	g_autoptr(td_poster) poster = td_poster_new();
	const int64_t now = options->now();
	sending self = { .ledger = ledger,
		.hook = hook,
		.options = options,
		.poster = poster,
		.end = options->turn > 0 ? now + options->turn : 0,
		.sent = sent };

	*sent = (td_sent){ 0 };
	if (!td_hook_find_pause(ledger, hook->name, &self.pause, error))
		return false;
	return (self.pause.tries > 0 && self.pause.due > now) || send_all(&self, error);
}

bool
td_send_next(td_ledger *ledger, const td_hook *hook, int64_t *due, GError **error)
{
	td_hook_pause pause;
	bool any;

	if (!td_delivery_any_waiting(ledger, hook->name, &any, error) ||
	    !td_hook_find_pause(ledger, hook->name, &pause, error))
		return false;
	*due = any ? pause.due : INT64_MAX;
	return true;
}
