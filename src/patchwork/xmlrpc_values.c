/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/xmlrpc_values.c - what methods of XML-RPC take and give alike */
#include "patchwork/xmlrpc_values.h"

#include "base/error.h"
#include "patchwork/xmlrpc_call.h"

uint64_t
td_xmlrpc_person(const char *address)
{
	return td_rest_person_number(address) & INT32_MAX;
}

void
td_xmlrpc_slice(
    int64_t max_count, uint64_t total, uint64_t most, uint64_t *from, uint64_t *n)
{
	uint64_t wanted = max_count > 0   ? (uint64_t)max_count
			  : max_count < 0 ? (uint64_t) - (max_count + 1) + 1
					  : total;

	*n = MIN(MIN(wanted, total), most);
	*from = max_count > 0 ? 0 : total - *n;
}

bool
td_xmlrpc_find_patch(td_rest_ask *ask, const json_t *number, td_posts **posts,
    uint32_t *at, GError **error)
{
	int64_t wanted = td_xmlrpc_number_of(number);
	GError *problem = NULL;

	*posts = NULL;
	if (wanted <= 0)
		return true;
	*posts = td_rest_table_of(ask->rest, ask->serving, (uint64_t)wanted, &problem);
	if (problem != NULL) {
		g_propagate_error(error, problem);
		return false;
	}
	if (*posts != NULL && (!td_posts_find(*posts, (uint64_t)wanted, at) ||
				  td_posts_get(*posts, *at)->kind != TD_POST_PATCH))
		*posts = NULL;
	return true;
}

bool
td_xmlrpc_may_write(td_rest_ask *ask, const td_posts *posts, GError **error)
{
	if (posts == NULL) {
		g_set_error_literal(
		    error, TD_ERROR, TD_ERROR_NOT_FOUND, "there is no such patch");
		return false;
	}
	if (ask->user == NULL ||
	    !td_user_may_write(ask->user, td_rest_project_of(ask->rest, posts)->name)) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_DENIED,
		    "No permissions to edit this patch");
		return false;
	}
	return true;
}

bool
td_xmlrpc_done(td_out *out, bool done, GError *take_problem, GError **error)
{
	if (done)
		td_xmlrpc_truth(out, NULL, true);
	else if (take_problem != NULL)
		g_propagate_error(error, take_problem);
	else
		g_set_error_literal(
		    error, TD_ERROR, TD_ERROR_USAGE, "a value is not valid");
	return done;
}

char *
td_xmlrpc_date(int64_t seconds)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);

	return time != NULL ? g_date_time_format(time, "%Y-%m-%d %H:%M:%S")
			    : g_strdup("");
}
