/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * site/serving.h - what a handler may ask: the index, the lists, how the server is set
 *
 * One for each worker thread, which shares nothing with another one. While a request is
 * answered the index stands still, whoever writes.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "config/config.h"
#include "lists/library.h"
#include "people/people.h"
#include "site/settings.h"
#include "store/file.h"

/* The same for all workers; read-only. Strings are borrowed while the server runs. */
typedef struct td_serve_settings {
	const char *index;        /* --index; NULL: where it usually is */
	const char *base_url;     /* --base-url; NULL: serve.baseUrl */
	struct td_budget *budget; /* http/budget.h; NULL: clients may cost what they do */
	unsigned seconds;         /* that a client may be silent; 0: as ever */
	int64_t now;              /* fixes the clock, for tests; 0: the real one */
	/* What workers share, each known to the folder of its handlers alone. */
	struct td_git_helper *git; /* inbox/git_helper.h; NULL: no git over HTTP */
	struct td_shelf *shelf;    /* pages/shelf.h */
	struct td_stock *stock; /* patchwork/stock.h; NULL: each reads its own tables */
} td_serve_settings;

/* What the handlers of one folder keep with a worker between requests. */
typedef struct td_serving_own {
	void *data;          /* NULL until they make it */
	GDestroyNotify free; /* called on it when serving is closed */
} td_serving_own;

typedef struct td_serving {
	const td_serve_settings *settings;
	td_config *config;
	td_site_settings *site; /* what that says of the site; never NULL */
	td_library *library;
	GPtrArray *hidden; /* of const char *: lists that who asks may not read */
	bool strict; /* they may not be told what hidden lists have a share in, either */
	bool within; /* a private list is asked for by who may read it */
	bool open_only; /* of lists that everybody may read: there is nothing to hide */
	td_people *people; /* mailmap of the configuration */
	td_rules *rules;   /* its classes of mail; NULL where they cannot be read */
	td_index *index;   /* borrowed from library; NULL while nothing is indexed */
	int64_t now;       /* seconds since 1970, of this request */
	char *settled; /* changes with another index and another configuration alone */
	char *mark;    /* changes with the index and the ledger: a good ETag for what
			  depends on them and the address alone */
	uint64_t generation; /* goes up when the index was made anew: a stream that sees
				another one may not use its numbers */
	struct td_serving *open;        /* that of open lists; NULL until it is wanted */
	struct td_serving_watch *watch; /* this folder's own */
	struct td_kept *kept;           /* pages that were made (http/kept.h) */
	td_serving_own written;         /* pages/written.h */
	td_serving_own marks;           /* pages/marks.h */
	td_serving_own rest;            /* patchwork/rest.h */
	int again; /* what the answer has to wait for: it can be read once the request
		      may be run again. -1 for nothing */
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

/* Before and after a request: looks whether somebody wrote, and holds the index as it is.
 * UNREADY where there is none yet, DATABASE where it cannot be read. */
bool td_serving_begin(td_serving *serving, GError **error);
void td_serving_end(td_serving *serving);

/* What the request may ask of the index costs as much as settings say at most, as it is
 * from begin to end; and for what is made once and kept, as much as it does. */
void td_serving_allow(td_serving *serving);
void td_serving_allow_all(td_serving *serving);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_serving, td_serving_close)
