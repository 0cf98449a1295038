/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/stats.h - a list in numbers */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "markup/site.h"
#include "render/render.h"
#include "report/statistics.h"

typedef struct td_site_stats {
	const td_statistics *statistics;
	unsigned days;
} td_site_stats;

bool td_site_stats_write(
    const td_site *site, const td_site_stats *stats, const td_sink *sink, GError **error);
