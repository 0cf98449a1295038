/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/stats.c - /LIST/_/stats/ */
#include "markup/stats.h"
#include "pages/page.h"

enum { most_days = 36500 };

bool
td_serve_stats(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_auto(td_page_of) page = { 0 };
	g_autoptr(td_statistics) statistics = NULL;
	td_site_stats stats = { 0 };

	if (!td_page_of_open(&page, serving, request, true, error) ||
	    !td_request_number(request, "days", most_days, 365, &stats.days, error))
		return false;
	if (td_page_is_known(serving, request, response))
		return true;
	statistics = td_statistics_build(serving->index, page.list.id, serving->now,
	    MAX(stats.days, 1u), serving->people, error);
	if (!statistics)
		return false;
	stats.statistics = statistics;
	return td_site_stats_write(&page.site, &stats, td_response_sink(response), error);
}
