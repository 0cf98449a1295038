/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site/admit.h - who asks, and which lists they may know of */
#pragma once

#include "http/request.h"
#include "site/serving.h"

/* Whom the index is asked for from now on: what the request shows decides which private
 * lists it may read. Who asks for one of these and may not read all others is the only
 * one that is not strict: how its series stand is made of what those say, too. With
 * serve.strict nobody is. */
void td_serving_identify(td_serving *serving, const td_request *request);
/* Whether a list may be known to who asks. */
bool td_serving_may(const td_serving *serving, const char *list);

/* A list as one may ask for it. */
typedef struct td_served_list {
	const td_list *list; /* NULL: all of them ("/all/") */
	const char *name;    /* "all" then */
	int64_t id; /* in the index; 0 for all, -1 for one that is not there yet */
} td_served_list;

/*
 * By name; "all" is all of them. NOT_FOUND; DENIED for a private list, and for all of
 * them where one is private and the handler does not look at each mail: that one asks
 * with td_serving_list_seen, and td_serving_sees for whatever it shows.
 */
bool td_serving_list(td_serving *serving, const td_request *request, const char *name,
    td_served_list *list, GError **error);
bool td_serving_list_seen(td_serving *serving, const td_request *request,
    const char *name, td_served_list *list, GError **error);
