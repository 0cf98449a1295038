/* SPDX-License-Identifier: GPL-2.0-or-later */
/* output/shares.c - whoever is free draws the next share; one writes them */
#include "output/shares.h"

#include <pthread.h>

enum {
	max_ahead = 64,        /* shares that wait to be written */
	share_bytes = 1 << 17, /* expected of each */
};

typedef struct share {
	td_out *text; /* NULL once it is written */
	GError *error;
	bool drawn;
} share;

typedef struct shares {
	td_shares_draw draw;
	const void *data;
	unsigned n;
	share *all;
	pthread_mutex_t lock; /* of all below, and of drawn */
	pthread_cond_t changed;
	unsigned next;    /* that nobody draws yet */
	unsigned written; /* all before it are */
	bool ended;       /* no more are wanted */
} shares;

static void
draw_one(shares *self, unsigned i)
{
	share *one = &self->all[i];

	one->text = td_out_new_text(share_bytes);
	self->draw(one->text, i, self->data, &one->error);
	pthread_mutex_lock(&self->lock);
	one->drawn = true;
	pthread_cond_broadcast(&self->changed);
	pthread_mutex_unlock(&self->lock);
}

/* False where there is none left. */
static bool
take_next(shares *self, unsigned *i)
{
	bool any;

	pthread_mutex_lock(&self->lock);
	while (!self->ended && self->next < self->n &&
	       self->next >= self->written + max_ahead)
		pthread_cond_wait(&self->changed, &self->lock);
	any = !self->ended && self->next < self->n;
	if (any)
		*i = self->next++;
	pthread_mutex_unlock(&self->lock);
	return any;
}

static void *
draw_some(void *data)
{
	shares *self = data;
	unsigned i;

	while (take_next(self, &i))
		draw_one(self, i);
	return NULL;
}

/* This thread draws, too, until the share is there. */
static void
wait_for(shares *self, unsigned i)
{
	pthread_mutex_lock(&self->lock);
	while (!self->all[i].drawn) {
		unsigned other = self->next;

		if (other == self->n || other >= self->written + max_ahead) {
			pthread_cond_wait(&self->changed, &self->lock);
			continue;
		}
		self->next++;
		pthread_mutex_unlock(&self->lock);
		draw_one(self, other);
		pthread_mutex_lock(&self->lock);
	}
	pthread_mutex_unlock(&self->lock);
}

static void
tell_written(shares *self, unsigned written, bool ended)
{
	pthread_mutex_lock(&self->lock);
	self->written = written;
	self->ended = ended;
	pthread_cond_broadcast(&self->changed);
	pthread_mutex_unlock(&self->lock);
}

static bool
write_share(td_out *out, share *one, GError **error)
{
	size_t n;
	g_autofree char *text = td_out_take(g_steal_pointer(&one->text), &n);

	td_out_bytes(out, text, n);
	if (!one->error)
		return true;
	g_propagate_error(error, g_steal_pointer(&one->error));
	return false;
}

static bool
write_all(td_out *out, shares *self, GError **error)
{
	bool good = true;

	for (unsigned i = 0; good && i < self->n && !td_out_failed(out); i++) {
		wait_for(self, i);
		good = write_share(out, &self->all[i], error);
		tell_written(self, i + 1, false);
	}
	tell_written(self, self->n, true);
	return good;
}

static void
free_shares(shares *self)
{
	for (unsigned i = 0; i < self->n; i++) {
		td_out_free(self->all[i].text);
		g_clear_error(&self->all[i].error);
	}
	g_free(self->all);
	pthread_mutex_destroy(&self->lock);
	pthread_cond_destroy(&self->changed);
}

static bool
write_in_turn(
    td_out *out, unsigned n, td_shares_draw draw, const void *data, GError **error)
{
	for (unsigned i = 0; i < n && !td_out_failed(out); i++)
		if (!draw(out, i, data, error))
			return false;
	return true;
}

bool
td_shares_write(td_out *out, unsigned n, bool two, td_shares_draw draw, const void *data,
    GError **error)
{
	shares self = { .draw = draw, .data = data, .n = n };
	GThread *second = NULL;
	bool good;

	if (!two || n < 2)
		return write_in_turn(out, n, draw, data, error);
	self.all = g_new0(share, n);
	pthread_mutex_init(&self.lock, NULL);
	pthread_cond_init(&self.changed, NULL);
	/* Without one, this thread draws all of them. */
	second = g_thread_try_new("draw", draw_some, &self, NULL);
	good = write_all(out, &self, error);
	if (second)
		g_thread_join(second);
	free_shares(&self);
	return good;
}
