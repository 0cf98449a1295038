/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/pulse.h - whether a list is alive: its newest mail, and its mails of each day */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "store/file.h"

enum { TD_PULSE_DAYS = 60 };

typedef struct td_pulse {
	char *name;
	char *description; /* "" */
	int64_t last;      /* received, of its newest mail; 0 for none */
	uint64_t position; /* of it */
	bool silent;       /* nothing came for as many days */
	unsigned mails;    /* of all those days */
	/* Mails of each, the last is today, or of a silent list the day of its newest
	 * mail; UTC. */
	unsigned days[TD_PULSE_DAYS];
} td_pulse;

/* Of the list's last days up to now, or up to its newest mail. */
td_pulse *td_pulse_take(
    td_index *index, int64_t list, const char *name, int64_t now, GError **error);
void td_pulse_free(td_pulse *pulse); /* NULL is fine */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_pulse, td_pulse_free)
