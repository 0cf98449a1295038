/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * serve/serving.h - what a handler may ask: the index, the lists, how the server is set
 *
 * One for each worker thread, which shares nothing with another one. While a request is
 * answered the index stands still, whoever writes.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "config/config.h"
#include "index/index.h"
#include "lists/library.h"
#include "people/people.h"
#include "serve/budget.h"
#include "serve/git_helper.h"
#include "serve/private.h"
#include "serve/request.h"

/* The same for all workers; read-only. Strings are borrowed while the server runs. */
typedef struct td_serve_settings {
	const char *index;    /* --index; NULL: where it usually is */
	const char *base_url; /* "https://lists.example.org", no slash at its end; NULL:
				 what the client calls us */
	td_git_helper *git;   /* NULL: no git over HTTP */
	unsigned patience;    /* ms that the index may take for one answer; 0: any */
	td_budget *budget;    /* NULL: clients may cost what they do */
	bool behind_proxy;    /* X-Forwarded-For of this host's connections is believed */
	unsigned seconds;     /* that a client may be silent; 0: as ever */
	int64_t now;          /* fixes the clock, for tests; 0: the real one */
} td_serve_settings;

typedef struct td_serving {
	const td_serve_settings *settings;
	td_config *config;
	td_library *library;
	td_private *private_lists;
	GPtrArray *hidden; /* of const char *: lists that who asks may not read */
	bool strict; /* they may not be told what hidden lists have a share in, either */
	bool open_only; /* of lists that everybody may read: there is nothing to hide */
	td_people *people; /* mailmap of the configuration */
	td_rules *rules;   /* its classes of mail; NULL where they cannot be read */
	td_index *index;   /* borrowed from library; NULL while nothing is indexed */
	int64_t now;       /* seconds since 1970, of this request */
	char *mark; /* changes with the index: a good ETag for what depends on it and
		       the address alone */
	uint64_t generation; /* goes up when the index was made anew: a stream that sees
				another one may not use its numbers */
	struct td_serving *open;        /* that of open lists; NULL until it is wanted */
	struct td_serving_watch *watch; /* this folder's own */
	struct td_kept *kept;           /* pages that were made (serve/kept.h) */
	struct td_written *written;     /* threads of pages (serve/written.h) */
	struct td_rest *rest; /* serve/rest.h; NULL until somebody asks for it */
} td_serving;

/* Errors: what the configuration gives. An index that is not there yet is no error. */
td_serving *td_serving_open(const td_serve_settings *settings, GError **error);
/* The same with an index of lists that everybody may read, and of no other. */
td_serving *
td_serving_open_some(const td_serve_settings *settings, bool open_only, GError **error);
void td_serving_close(td_serving *serving); /* NULL is fine */
/* Between two requests: configuration, lists and index are read again, now; where that
 * fails, with the next request. */
void td_serving_reload(td_serving *serving);

/* Whom the index is asked for from now on: what the request shows decides which private
 * lists it may read. Who asks for one of these and may not read all others is the only
 * one that is not strict: how its series stand is made of what those say, too. */
void td_serving_identify(td_serving *serving, const td_request *request);
/* Whether a list may be known to who asks. */
bool td_serving_may(const td_serving *serving, const char *list);

/* Before and after a request: looks whether somebody wrote, and holds the index as it is.
 * DATABASE where there is none, or it cannot be read. */
bool td_serving_begin(td_serving *serving, GError **error);
void td_serving_end(td_serving *serving);

/* What the request may ask of the index costs as much as settings say at most, as it is
 * from begin to end; and for what is made once and kept, as much as it does. */
void td_serving_allow(td_serving *serving);
void td_serving_allow_all(td_serving *serving);

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

/* A whole address for a path of ours that begins with a slash and is escaped. g_free it.
 */
char *td_serving_address(
    const td_serving *serving, const td_request *request, const char *path);
/* The path of the base address, a slash at its end: what stands before all of ours behind
 * a proxy. g_free it. */
char *td_serving_root(const td_serving *serving);
/* A part of a path, escaped as public-inbox does it: "/" becomes "%2F", "@" stays. */
char *td_serving_escape(const char *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_serving, td_serving_close)
