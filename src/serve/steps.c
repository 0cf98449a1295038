/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/steps.c - a step around each step */
#include "serve/steps.h"

#include "base/error.h"

typedef struct guarded {
	td_serving *serving;
	uint64_t generation;
	GPtrArray *hidden; /* of char *: lists that who asked may not read */
	td_stream_step step;
	void *data;
	GDestroyNotify free;
} guarded;

/* The worker answered others since the last step: who they were is not who asks here. */
static bool
run_step(void *data, const td_sink *sink, bool *done, GError **error)
{
	guarded *self = data;
	td_serving *serving = self->serving;
	GPtrArray *hidden = serving->hidden;
	bool fine;

	if (self->generation != serving->generation) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_UNREADY,
		    "the index was made anew while this was being sent");
		return false;
	}
	serving->hidden = self->hidden;
	td_serving_allow(serving);
	fine = self->step(self->data, sink, done, error);
	td_serving_allow_all(serving);
	serving->hidden = hidden;
	return fine;
}

static void
free_guarded(void *data)
{
	guarded *self = data;

	if (self->data && self->free)
		self->free(self->data);
	g_ptr_array_unref(self->hidden);
	g_free(self);
}

void
td_steps_guard(td_serving *serving, td_response *response)
{
	guarded *self = g_new0(guarded, 1);

	self->serving = serving;
	self->generation = serving->generation;
	self->hidden = g_ptr_array_new_with_free_func(g_free);
	for (unsigned i = 0; serving->hidden && i < serving->hidden->len; i++)
		g_ptr_array_add(
		    self->hidden, g_strdup(g_ptr_array_index(serving->hidden, i)));
	self->step = response->step;
	self->data = g_steal_pointer(&response->step_data);
	self->free = response->step_free;
	response->step = run_step;
	response->step_data = self;
	response->step_free = free_guarded;
}
