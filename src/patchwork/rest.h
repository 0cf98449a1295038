/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * patchwork/rest.h - patchwork's REST interface: what its handlers share; for this folder
 *
 * A worker keeps the tables of the lists (posts/posts.h) that it was asked for until the
 * index changes, and the ledger open. docs/rest.md has what is answered.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "http/request.h"
#include "http/response.h"
#include "ledger/bundle.h"
#include "ledger/check.h"
#include "ledger/ledger.h"
#include "ledger/user.h"
#include "posts/page.h"
#include "rest/rest.h"
#include "site/serving.h"
#include "site/sight.h"

typedef struct td_rest td_rest; /* handle: a worker's */

/* One request. Strings that an answer needs are kept with td_rest_keep. */
typedef struct td_rest_ask {
	td_serving *serving;
	const td_request *request;
	td_response *response;
	td_rest *rest;
	td_ledger *ledger; /* borrowed */
	td_user *user;     /* who asks; NULL for anybody */
	td_rest_style style;
	const char *id, *below, *below_id; /* of the path: patches/5/checks/7/ */
	GPtrArray *kept, *arrays; /* what the answer borrows: to be freed, unreffed */
	bool wants_last;    /* page=last: which that is is known once all is counted */
	uint64_t last_page; /* then; 0 before */
} td_rest_ask;

typedef bool (*td_rest_handler)(td_rest_ask *ask, GError **error);

/* Makes ask ready, which borrows what it is given; td_rest_shut comes after it in any
 * case. What td_rest_begin gives. */
bool td_rest_open(td_rest_ask *ask, td_serving *serving, const td_request *request,
    td_response *response, GError **error);
void td_rest_shut(td_rest_ask *ask);
/* Whose token the request has. False when it refused, or on error. */
bool td_rest_find_user(td_rest_ask *ask, GError **error);
/* The same without a refusal: *wrong tells that it is nobody's. */
bool td_rest_read_user(td_rest_ask *ask, bool *wrong, GError **error);

/* Opens and brings up to date what the worker keeps, which is serving's own. Borrowed. */
td_rest *td_rest_begin(td_serving *serving, const td_request *request, GError **error);
/* Within a request: what was written since it began counts, too. */
bool td_rest_refresh(td_rest *rest, td_serving *serving, GError **error);
td_ledger *td_rest_ledger(td_rest *rest);
/* Changes with the index and with the ledger: for ETags. Borrowed. */
const char *td_rest_mark(const td_rest *rest);

/* The table of a list of the index; read where it is not there. Borrowed until the next
 * request. */
td_posts *
td_rest_table(td_rest *rest, td_serving *serving, const char *list, GError **error);
/* The same, but NULL without error where it is not there, or not for whoever asks. */
td_posts *
td_rest_find_table(td_rest *rest, td_serving *serving, const char *list, GError **error);
/* The one that a number belongs to; NULL without error in the same way. */
td_posts *
td_rest_table_of(td_rest *rest, td_serving *serving, uint64_t number, GError **error);
/* All lists that are indexed. GPtrArray of td_posts *, to be unreffed. */
GPtrArray *td_rest_tables(td_rest *rest, td_serving *serving, GError **error);
/* The project of a table. Borrowed like it. */
const td_rest_project *td_rest_project_of(td_rest *rest, const td_posts *posts);

/* An address row's person. The number is that of the address alone and the same in every
 * index. */
uint64_t td_rest_person_number(const char *address);

/* Freed with the request; borrowed. */
const char *td_rest_keep(td_rest_ask *ask, void *take_text);
void td_rest_keep_array(td_rest_ask *ask, GPtrArray *take_array);
const char *td_rest_printf(td_rest_ask *ask, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Answers {"detail": ...}; always true, as it is an answer. */
bool td_rest_refuse(td_rest_ask *ask, unsigned status, const char *detail);
/* {"FIELD": ["..."]} with 400, as patchwork tells what is wrong with a field. */
bool td_rest_refuse_field(td_rest_ask *ask, const char *field, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
/* True when the client has this answer already: nothing is to be written then. */
bool td_rest_is_known(td_rest_ask *ask);
/* Begins the answer's JSON; td_rest_close ends it and the object or array in it. */
td_json *td_rest_json(td_rest_ask *ask, td_out **out);
bool td_rest_close(td_json *take_json, td_out *take_out, GError **error);

/* Reads page and per_page. False when it refused. */
bool td_rest_page(td_rest_ask *ask, uint64_t *skip, unsigned *limit);
/* Says where the other pages are; false when it refused, as there is no such page. */
bool td_rest_link(td_rest_ask *ask, uint64_t total, uint64_t skip, unsigned limit);

/* The fields of the body, JSON or a form: char * to char *; what is null is "". False
 * when it refused. */
bool td_rest_read_fields(td_rest_ask *ask, GHashTable **fields);

/* The values of that name, of a form or an array of JSON, where what is neither text nor
 * a number is "". GPtrArray of char *, freed with it; NULL where there is none. */
GPtrArray *td_rest_read_list(td_rest_ask *ask, const char *name);

/* Whether the user may write to the list of the table; refuses if not. */
bool td_rest_may_write(td_rest_ask *ask, const td_posts *posts);

/* Filters of the request that all kinds have: project, series, submitter, msgid, q,
 * since, before, order. *none: it asks for what is not there, the answer is an empty
 * list. */
typedef struct td_rest_filter {
	td_post_filter filter;
	GPtrArray *tables; /* of td_posts * */
	bool none;
} td_rest_filter;
bool td_rest_read_filter(
    td_rest_ask *ask, td_rest_filter *filter, bool *refused, GError **error);
void td_rest_filter_clear(td_rest_filter *filter);

/* Each value of an argument after *at; an empty one is none, as in a form. NULL at the
 * end. Borrowed. */
const char *td_rest_next_value(const td_request *request, const char *name, guint *at);
/* Without regard to case; NULL and "" are a piece of everything. */
bool td_rest_contains(const char *text, const char *piece);
/* All addresses in lower case, of each the longest name: char * to char *, owned by the
 * new table. */
GHashTable *td_rest_load_people(td_rest_ask *ask, GError **error);
/* What stands between the words of q, each of which has to be found. */
#define TD_REST_BETWEEN_WORDS " \t\r\n,"

/* Whether each word of q is a piece of one of the two, or nothing is asked for. */
bool td_rest_is_searched(const td_rest_ask *ask, const char *a, const char *b);

/* A set of int64_t *. */
GHashTable *td_rest_set(void);
void td_rest_set_add(GHashTable *set, int64_t number);
bool td_rest_read_number(const char *text, uint64_t *number);
bool td_rest_read_bool(const char *text, bool *value);
/* The same in an address, where patchwork takes 1, 0, true and false alone, and nothing
 * else filters. */
bool td_rest_read_flag(const char *text, bool *value);

/* The texts of posts, read for one answer. */
typedef enum td_rest_depth {
	TD_REST_EMBEDDED, /* what stands in other objects */
	TD_REST_LISTED,
	TD_REST_WHOLE, /* with header and texts: the mail is loaded */
} td_rest_depth;
/* Of one table, in the order of at (of uint32_t). GPtrArray of td_rest_mail *, borrowed
 * from the request. */
GPtrArray *td_rest_fill(td_rest_ask *ask, td_posts *posts, const GArray *at,
    td_rest_depth depth, GError **error);
/* Of one post, borrowed likewise. */
td_rest_mail *td_rest_fill_one(
    td_rest_ask *ask, td_posts *posts, uint32_t at, td_rest_depth depth, GError **error);
/* With its patches and cover letter. */
bool td_rest_fill_series(td_rest_ask *ask, td_posts *posts, uint32_t series, bool whole,
    td_rest_series *filled, GError **error);
/* Of refs (of td_post_ref), table by table, in their order. */
GPtrArray *td_rest_fill_refs(
    td_rest_ask *ask, const GArray *refs, td_rest_depth depth, GError **error);
/* 0 for none. */
td_rest_user td_rest_fill_user(td_rest_ask *ask, int64_t user);
td_ledger_key
td_rest_key(td_rest_ask *ask, const td_posts *posts, uint32_t at, const char *message_id);

/* The mail's bytes as the list of the table has them; borrowed until the next is loaded.
 */
bool td_rest_load(td_rest_ask *ask, const td_posts *posts, int64_t message,
    td_span *bytes, GError **error);

/* What hash= asks for: the patches whose diffs have it stay. */
bool td_rest_filter_hash(
    td_rest_ask *ask, td_rest_filter *filter, const char *hash, GError **error);

/* Changes a patch as the fields say (state, delegate, archived, commit_ref). False
 * without error when it refused. */
bool td_rest_change(
    td_rest_ask *ask, td_posts *posts, uint32_t at, GHashTable *fields, GError **error);
/* A check that was added. */
typedef struct td_rest_made_check {
	td_check check; /* borrows from the fields */
	uint64_t patch; /* its number */
} td_rest_made_check;
/* Adds a check as the fields say. The same. */
bool td_rest_put_check(td_rest_ask *ask, td_posts *posts, uint32_t at, GHashTable *fields,
    td_rest_made_check *made, GError **error);
/* A patch as an mbox of its own, with what it got. */
bool td_rest_write_mbox(
    td_rest_ask *ask, td_posts *posts, uint32_t at, td_out *out, GError **error);

/* Finds the post that ask->id names, of that kind; refuses with 404. *posts is NULL
 * then. */
bool td_rest_find(
    td_rest_ask *ask, td_post_kind kind, td_posts **posts, uint32_t *at, GError **error);

/* What a mail of that name and bytes is in the table; by name alone where an archive was
 * made anew and its bytes are others now. */
bool td_rest_find_marked(
    td_index *index, td_posts *posts, const td_ledger_key *key, uint32_t *at);

/* Where the patches of a bundle are in their table, those that are there, in its order.
 * GArray of uint32_t; *posts is NULL, and it is empty, where who asks may not read the
 * list. */
GArray *td_rest_find_bundled(
    td_rest_ask *ask, td_bundle *bundle, td_posts **posts, GError **error);
bool td_rest_fill_bundle(td_rest_ask *ask, const td_bundle *bundle, td_posts *posts,
    const GArray *at, td_rest_bundle *filled, GError **error);
/* Whether who asks may read it, but for its list. */
bool td_rest_may_read(const td_rest_ask *ask, const td_bundle *bundle);

/* What each kind of thing answers. */
bool td_rest_get_projects(td_rest_ask *ask, GError **error);
bool td_rest_get_project(td_rest_ask *ask, GError **error);
bool td_rest_get_people(td_rest_ask *ask, GError **error);
bool td_rest_get_person(td_rest_ask *ask, GError **error);
bool td_rest_get_users(td_rest_ask *ask, GError **error);
bool td_rest_get_user(td_rest_ask *ask, GError **error);
bool td_rest_get_patches(td_rest_ask *ask, GError **error);
bool td_rest_get_patch(td_rest_ask *ask, GError **error);
bool td_rest_set_patch(td_rest_ask *ask, GError **error);
bool td_rest_get_covers(td_rest_ask *ask, GError **error);
bool td_rest_get_cover(td_rest_ask *ask, GError **error);
bool td_rest_get_all_series(td_rest_ask *ask, GError **error);
bool td_rest_get_series(td_rest_ask *ask, GError **error);
bool td_rest_get_patch_comments(td_rest_ask *ask, GError **error);
bool td_rest_get_cover_comments(td_rest_ask *ask, GError **error);
bool td_rest_get_patch_comment(td_rest_ask *ask, GError **error);
bool td_rest_get_cover_comment(td_rest_ask *ask, GError **error);
bool td_rest_set_patch_comment(td_rest_ask *ask, GError **error);
bool td_rest_set_cover_comment(td_rest_ask *ask, GError **error);
bool td_rest_get_checks(td_rest_ask *ask, GError **error);
bool td_rest_get_check(td_rest_ask *ask, GError **error);
bool td_rest_add_check(td_rest_ask *ask, GError **error);
bool td_rest_get_events(td_rest_ask *ask, GError **error);
bool td_rest_get_bundles(td_rest_ask *ask, GError **error);
bool td_rest_get_bundle(td_rest_ask *ask, GError **error);
bool td_rest_add_bundle(td_rest_ask *ask, GError **error);
bool td_rest_set_bundle(td_rest_ask *ask, GError **error);
bool td_rest_remove_bundle(td_rest_ask *ask, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(td_rest_filter, td_rest_filter_clear)
