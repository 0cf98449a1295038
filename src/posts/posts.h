/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * posts/posts.h - a list as a patch tracker sees it: patches, covers, answers, series
 *
 * A table of numbers, read once, kept, and brought up to date where the index changes: 96
 * bytes a mail. Each question (filters, order, a page, how many there are in all) is one
 * pass over it, and nothing is read from the index but the texts of the page that is
 * shown.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/oid.h"
#include "posts/slug.h"
#include "store/file.h"

typedef enum td_post_kind {
	TD_POST_OTHER,
	TD_POST_PATCH, /* a request to pull is one too */
	TD_POST_COVER,
	TD_POST_ANSWER, /* to one of these, be it through others */
} td_post_kind;

/* A mail in one list. Other posts and series are named by where they are in their array,
 * plus one; 0 is none. */
typedef struct td_post {
	int64_t message;
	int64_t received;
	int64_t date;      /* of its Date; received where it has none */
	int64_t submitter; /* address row */
	uint32_t position; /* in the archive, from 1 */
	uint32_t parent;   /* the post that is answered */
	uint32_t target;   /* the patch or cover letter that is, be it through others */
	uint32_t series;
	uint32_t next; /* the next one to come of the same series */
	uint32_t mark; /* what was said of it by hand */
	td_oid blob;
	uint16_t number; /* in the series; 0 for a cover letter */
	uint8_t kind;    /* td_post_kind */
	bool pull;
	bool applied; /* alone, of a series that was applied in part */
} td_post;

typedef struct td_post_series {
	int64_t id;       /* the index's */
	int64_t evidence; /* message that its state rests on; 0 for none */
	uint32_t first,
	    last; /* posts: the first and the last one to come; not plus one */
	uint32_t cover;
	uint32_t complete; /* the post that made it whole */
	uint32_t patches;  /* how many the list has */
	uint16_t version, total;
	uint8_t state; /* td_state */
} td_post_series;

/* What was said by hand, of a patch. */
typedef struct td_post_mark {
	bool has_state;
	td_slug state;
	int64_t delegate; /* the caller's number; 0 for none */
	bool archived;
	unsigned check;   /* the caller's number; 0 for none */
	char *commit_ref; /* NULL for none */
} td_post_mark;

/* Something that came with a mail and is about another one or a series. */
typedef struct td_post_turn {
	uint32_t at;     /* the post with which it came; not plus one */
	uint32_t post;   /* plus one: this patch has all before it now; 0 */
	uint32_t series; /* plus one: of a series that is whole (post 0), or whose state
			    it is */
	bool state;
} td_post_turn;

/* A post that answers what the list does not have (yet). */
typedef struct td_post_elsewhere {
	int64_t parent; /* message */
	uint32_t post;  /* not plus one */
} td_post_elsewhere;

typedef struct td_posts {
	int64_t list;
	int64_t until;     /* how far it knows the index's changes (store/changes.h) */
	uint64_t last;     /* the last position that was read */
	unsigned project;  /* the last digits of its numbers, below TD_MAX_PROJECTS */
	GArray *posts;     /* of td_post, by position */
	GArray *series;    /* of td_post_series, by first */
	GArray *marks;     /* of td_post_mark */
	GArray *turns;     /* of td_post_turn, by at */
	GArray *elsewhere; /* of td_post_elsewhere, in no order */
	GArray *by_message, *by_date, *by_blob; /* of uint32_t, posts, sorted; by_blob
						   NULL until it is asked for */
} td_posts;

/* Reads all of the list. */
td_posts *td_posts_load(td_index *index, int64_t list, unsigned project, GError **error);
/*
 * What was written to the index since, at a cost that goes with how much that is, but for
 * a few passes over memory. *done is false where that cannot be said, or a mail went or
 * came before others: load it anew then. After an error the table can only be freed.
 */
bool td_posts_update(td_posts *posts, td_index *index, bool *done, GError **error);
/* The same without marks, which readers made. */
td_posts *td_posts_copy(const td_posts *posts);
void td_posts_free(td_posts *posts); /* NULL is fine */

static inline td_post *
td_posts_get(const td_posts *posts, uint32_t i)
{
	return &g_array_index(posts->posts, td_post, i);
}

static inline td_post_series *
td_posts_series(const td_posts *posts, uint32_t i)
{
	return &g_array_index(posts->series, td_post_series, i);
}

/*
 * The number that programs know a mail by: its place in the archive, then three digits
 * for the list. It is that of the archive, so every index of it says the same. A series
 * has the number of the first of its mails to come.
 */
uint64_t td_posts_number(const td_posts *posts, uint32_t i);
bool td_posts_find(const td_posts *posts, uint64_t number, uint32_t *i);
bool td_posts_find_series(const td_posts *posts, uint64_t number, uint32_t *i);
bool td_posts_find_message(const td_posts *posts, int64_t message, uint32_t *i);
bool td_posts_find_blob(td_posts *posts, const td_oid *blob, uint32_t *i);

/* Its mark, made where there is none. Borrowed until the next one is made. */
td_post_mark *td_posts_mark(td_posts *posts, uint32_t i);

/* What counts: said by hand, else by mails. */
td_slug td_posts_state(const td_posts *posts, uint32_t i);
bool td_posts_is_archived(const td_posts *posts, uint32_t i);
/* The mark or, without one, an empty one. */
const td_post_mark *td_posts_get_mark(const td_posts *posts, uint32_t i);

/* The patches of a series by number, of each number the first to come. GArray of
 * uint32_t. */
GArray *td_posts_patches(const td_posts *posts, uint32_t series);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_posts, td_posts_free)
