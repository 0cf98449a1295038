/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/pulse.c - a list's last days, counted */
#include "report/pulse.h"

#include "index/recent.h"

enum { day = 24 * 60 * 60 };

typedef struct counting {
	td_pulse *pulse;
	int64_t first; /* the day that days[0] is */
} counting;

void
td_pulse_free(td_pulse *pulse)
{
	if (!pulse)
		return;
	g_free(pulse->name);
	g_free(pulse->description);
	g_free(pulse);
}

static bool
take_beat(const td_index_beat *beat, void *data)
{
	const counting *self = data;
	int64_t at = beat->received / day - self->first;

	if (at >= 0 && at < TD_PULSE_DAYS) {
		self->pulse->days[at]++;
		self->pulse->mails++;
	}
	return true;
}

td_pulse *
td_pulse_take(
    td_index *index, int64_t list, const char *name, int64_t now, GError **error)
{
	const td_recent_options newest = { .list = list, .limit = 1 };
	g_autoptr(td_pulse) pulse = g_new0(td_pulse, 1);
	g_autoptr(GArray) recent = NULL;
	counting self = { .pulse = pulse };
	int64_t last = now / day;

	pulse->name = g_strdup(name);
	pulse->description = g_strdup("");
	/* -1 is a list that is not in the index yet. */
	if (list < 0)
		return g_steal_pointer(&pulse);
	recent = td_index_load_recent(index, &newest, error);
	if (!recent)
		return NULL;
	if (recent->len > 0) {
		pulse->last = g_array_index(recent, td_index_recent, 0).received;
		pulse->position = g_array_index(recent, td_index_recent, 0).position;
		pulse->silent = pulse->last / day <= last - TD_PULSE_DAYS;
		if (pulse->silent)
			last = pulse->last / day;
	}
	self.first = last - TD_PULSE_DAYS + 1;
	if (!td_index_each_beat(index, list, self.first * day, take_beat, &self, error))
		return NULL;
	return g_steal_pointer(&pulse);
}
