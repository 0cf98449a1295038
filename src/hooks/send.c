/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hooks/send.c - one delivery after the other, and when the next try is */
#include "hooks/send.h"

#include <stdio.h>

#include "deliver/post.h"
#include "ledger/delivery.h"

enum {
	batch = 64,
	first_retry = 30,
	longest_retry = 6 * 3600,
	give_up_after = 7 * 24 * 3600,
	gone = 410, /* the receiver says that there is nobody any more */
};

/* The key is the same over all tries, and over restarts between them. */
static bool
post(const td_hook *hook, const td_delivery *delivery, const td_send_options *options,
    long *status, GError **error)
{
	g_autofree char *signature =
	    td_post_sign(hook->secret, delivery->body, options->now());
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
		.timeout = options->timeout,
	};

	return td_post_send(&request, status, error);
}

static int64_t
next_try(const td_delivery *delivery, const td_send_options *options)
{
	int64_t wait = options->retry > 0 ? options->retry : first_retry;

	for (unsigned i = 0; i < delivery->tries && wait < longest_retry; i++)
		wait *= 2;
	if (options->now() - delivery->made > give_up_after)
		return 0;
	return options->now() + MIN(wait, longest_retry);
}

/* *failed tells whether the hook has to wait. */
static bool
send_one(td_ledger *ledger, const td_hook *hook, const td_delivery *delivery,
    const td_send_options *options, char **problem, GError **error)
{
	g_autoptr(GError) trouble = NULL;
	long status = 0;
	int64_t due;

	if (post(hook, delivery, options, &status, &trouble) && status >= 200 &&
	    status < 300)
		return td_delivery_done(ledger, delivery->id, options->now(), error);
	*problem = trouble != NULL ? g_strdup(trouble->message)
				   : g_strdup_printf("'%s' answers with status %ld",
					 hook->url, status);
	due = status == gone ? 0 : next_try(delivery, options);
	return td_delivery_failed(ledger, delivery->id, due, *problem, error) &&
	       (due == 0 || td_delivery_hold(ledger, hook->name, due, error));
}

bool
td_send_due(td_ledger *ledger, const td_hook *hook, const td_send_options *options,
    unsigned *sent, char **problem, GError **error)
{
	*sent = 0;
	*problem = NULL;
	while (*problem == NULL) {
		g_autoptr(GPtrArray) due = td_delivery_load_due(
		    ledger, hook->name, options->now(), batch, error);

		if (due == NULL)
			return false;
		if (due->len == 0)
			return true;
		for (guint i = 0; i < due->len && *problem == NULL; i++) {
			if (options->stop != NULL && options->stop(options->data))
				return true;
			if (!send_one(ledger, hook, g_ptr_array_index(due, i), options,
				problem, error))
				return false;
			*sent += *problem == NULL;
		}
	}
	return true;
}
