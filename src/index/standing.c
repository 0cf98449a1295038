/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/standing.c - what mails say of a series, gathered for src/series to judge */
#include "index/standings.h"

#include <string.h>

#include "index/lookup.h"
#include "index/profiles.h"
#include "index/store.h"

enum { most_slots = 1024 };

/* A mail of a thread. */
typedef struct thread_mail {
	int64_t id, parent, series, received;
	int kind;
	uint64_t sender, author; /* hashes of addresses */
	bool human;
	int target; /* the patch or cover that it answers, through others; -1, -2: not
		       looked for */
} thread_mail;

typedef struct thread_mails {
	GArray *all;    /* of thread_mail */
	GHashTable *at; /* int64_t * id to its place, plus one */
} thread_mails;

static uint64_t
hash_key(const td_index *index, const char *text, bool title)
{
	return td_hash(text, strlen(text), title ? ~index->seed : index->seed);
}

static uint64_t
hash_address(const char *address)
{
	g_autofree char *folded = g_ascii_strdown(address, -1);

	return td_hash(folded, strlen(folded), 1);
}

static bool
add_news(td_index *index, uint64_t key, int64_t message, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_NEWS_ADD, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, (int64_t)key);
	sqlite3_bind_int64(stmt, 2, message);
	return td_store_run(index, stmt, error);
}

bool
td_standing_note(
    td_index *index, int64_t message, const td_notice *notice, GError **error)
{
	for (unsigned i = 0; i < notice->items->len; i++) {
		const td_notice_item *item = notice->items->pdata[i];

		if (item->message_id[0] != '\0' &&
		    !add_news(
			index, hash_key(index, item->message_id, false), message, error))
			return false;
		if (item->title[0] != '\0') {
			g_autofree char *key = td_subject_key(item->title);

			if (!add_news(index, hash_key(index, key, true), message, error))
				return false;
		}
	}
	return true;
}

/* One of the series whose standing is made. */
typedef struct judged {
	int64_t id;
	td_state_facts facts;
	td_index_series series;
	GArray *members;   /* of td_index_member */
	GArray *names;     /* of name, one a member; NULL before they were asked for */
	GHashTable *heard; /* int64_t * notice elsewhere to whether it spoke of this */
	int64_t sent, last;
	unsigned replies;
	GHashTable *reviewers[3]; /* sets of hashes: reviewed, acked, tested */
	bool reviewed[most_slots], applied[most_slots];
	int64_t verdict_time;
} judged;

/* What a notice may call a member: asked for once, as a notice of many patches meets a
 * series of many. */
typedef struct name {
	char *message_id, *title; /* NULL where the message is gone */
	int64_t received;
} name;

static void
name_clear(void *data)
{
	name *its = data;

	g_free(its->message_id);
	g_free(its->title);
}

static judged *
judged_new(int64_t id)
{
	judged *one = g_new0(judged, 1);

	one->id = id;
	one->heard = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	for (int i = 0; i < 3; i++)
		one->reviewers[i] =
		    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	return one;
}

static void
judged_free(judged *one)
{
	for (int i = 0; i < 3; i++)
		g_hash_table_destroy(one->reviewers[i]);
	g_hash_table_destroy(one->heard);
	g_clear_pointer(&one->members, g_array_unref);
	g_clear_pointer(&one->names, g_array_unref);
	g_free(one);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(judged, judged_free)

/* The slot of a member; 0 for the cover; false where it is none. */
static bool
slot_of(const judged *one, int64_t message, unsigned *slot)
{
	for (unsigned i = 0; i < one->members->len; i++) {
		const td_index_member *member =
		    &g_array_index(one->members, td_index_member, i);

		if (member->message == message) {
			*slot = MIN(member->number, most_slots - 1u);
			return true;
		}
	}
	return false;
}

static void
mark(bool *slots, const judged *one, unsigned slot)
{
	if (slot != 0) {
		slots[slot] = true;
		return;
	}
	for (unsigned i = 1; i <= one->facts.patches && i < most_slots; i++)
		slots[i] = true;
}

static unsigned
count(const bool *slots)
{
	unsigned n = 0;

	for (unsigned i = 1; i < most_slots; i++)
		n += slots[i] ? 1 : 0;
	return n;
}

static void
thread_clear(thread_mails *thread)
{
	g_array_free(thread->all, TRUE);
	g_hash_table_destroy(thread->at);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(thread_mails, thread_clear)

static bool
load_thread(td_index *index, int64_t message, thread_mails *thread, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_STANDING_THREAD, error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	do {
		thread_mail mail = { .target = -2 };

		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (!row)
			break;
		mail.id = sqlite3_column_int64(stmt, 0);
		mail.parent = sqlite3_column_int64(stmt, 1);
		mail.series = sqlite3_column_int64(stmt, 2);
		mail.kind = sqlite3_column_int(stmt, 3);
		mail.received = sqlite3_column_int64(stmt, 4);
		mail.sender = hash_address(td_column_text(stmt, 5));
		mail.author = hash_address(td_column_text(stmt, 6));
		mail.human = strcmp(td_column_text(stmt, 7), "human") == 0 ||
			     sqlite3_column_type(stmt, 7) == SQLITE_NULL;
		g_array_append_val(thread->all, mail);
		g_hash_table_insert(thread->at, g_memdup2(&mail.id, sizeof mail.id),
		    GUINT_TO_POINTER(thread->all->len));
	} while (row);
	return true;
}

static thread_mail *
mail_at(const thread_mails *thread, int at)
{
	return &g_array_index(thread->all, thread_mail, at);
}

static int
place_of(const thread_mails *thread, int64_t id)
{
	return (int)GPOINTER_TO_UINT(g_hash_table_lookup(thread->at, &id)) - 1;
}

/* Each mail passed on the way learns the answer, so a deep thread is walked once. */
static int
find_target(const thread_mails *thread, int from)
{
	int first = place_of(thread, mail_at(thread, from)->parent);
	int found = -1;
	int at = first;

	/* Threads have no loops: src/thread built them. */
	for (; at >= 0; at = place_of(thread, mail_at(thread, at)->parent)) {
		if (mail_at(thread, at)->series != 0) {
			found = at;
			break;
		}
		if (mail_at(thread, at)->target != -2) {
			found = mail_at(thread, at)->target;
			break;
		}
	}
	for (int i = first; i >= 0 && i != at;
	     i = place_of(thread, mail_at(thread, i)->parent))
		mail_at(thread, i)->target = found;
	return found;
}

static void
take_command(judged *one, const thread_mail *mail, const char *value)
{
	static const char *const no[] = { "reject", "not-applicable", "deferred",
		"superseded", "awaiting" };
	static const char *const open[] = { "under-review", "new", "accept",
		"needs-ack" };

	if (mail->received < one->verdict_time)
		return;
	one->verdict_time = mail->received;
	for (size_t i = 0; i < G_N_ELEMENTS(open); i++) {
		if (g_ascii_strncasecmp(value, open[i], strlen(open[i])) == 0) {
			one->facts.verdict = 0;
			return;
		}
	}
	one->facts.verdict = mail->id;
	one->facts.rejected = false;
	for (size_t i = 0; i < G_N_ELEMENTS(no); i++)
		if (g_ascii_strncasecmp(value, no[i], strlen(no[i])) == 0)
			one->facts.rejected = true;
}

static uint64_t
hash_value(const char *value)
{
	const char *open = strchr(value, '<');
	size_t n = open != NULL ? strcspn(open + 1, ">") : 0;
	g_autofree char *address =
	    open != NULL ? g_strndup(open + 1, n) : g_strdup(value);

	return hash_address(address);
}

static void
take_trailer(judged *one, const thread_mail *mail, const thread_mail *target,
    unsigned slot, const char *key, const char *value)
{
	static const char *const keys[] = { "Reviewed-by", "Acked-by", "Tested-by" };
	uint64_t who = hash_value(value);

	if (mail != target && g_ascii_strcasecmp(key, "pw-bot") == 0) {
		take_command(one, mail, value);
		return;
	}
	if (mail != target && g_ascii_strcasecmp(key, "Nacked-by") == 0 &&
	    mail->sender != target->author) {
		take_command(one, mail, "rejected");
		return;
	}
	for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (g_ascii_strcasecmp(key, keys[i]) != 0 || who == target->author ||
		    who == target->sender)
			continue;
		if (!g_hash_table_contains(one->reviewers[i], &who))
			g_hash_table_add(one->reviewers[i], g_memdup2(&who, sizeof who));
		if (i < 2) {
			mark(one->reviewed, one, slot);
			one->facts.review = mail->id;
		}
	}
}

static bool
take_trailers(td_index *index, judged *one, const thread_mail *mail,
    const thread_mail *target, unsigned slot, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_STANDING_TRAILERS, error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, mail->id << TD_PART_BITS);
	sqlite3_bind_int64(stmt, 2, mail->id << TD_PART_BITS | TD_LOW(TD_PART_BITS));
	do {
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row)
			take_trailer(one, mail, target, slot, td_column_text(stmt, 0),
			    td_column_text(stmt, 1));
	} while (row);
	return true;
}

static bool
load_name(td_index *index, int64_t message, name *its, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_STANDING_PATCH, error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	if (row) {
		its->message_id = g_strdup(td_column_text(stmt, 0));
		its->title = td_subject_key(td_column_text(stmt, 1));
		its->received = sqlite3_column_int64(stmt, 2);
	}
	sqlite3_reset(stmt);
	return true;
}

static bool
load_names(td_index *index, judged *one, GError **error)
{
	if (one->names != NULL)
		return true;
	one->names = g_array_new(FALSE, FALSE, sizeof(name));
	g_array_set_clear_func(one->names, name_clear);
	for (unsigned i = 0; i < one->members->len; i++) {
		name its = { 0 };

		if (!load_name(index,
			g_array_index(one->members, td_index_member, i).message, &its,
			error))
			return false;
		g_array_append_val(one->names, its);
	}
	return true;
}

/* The patch of that title; the cover has slot 0. */
static bool
find_title(const judged *one, const char *key, unsigned *slot)
{
	for (unsigned i = 0; i < one->names->len; i++) {
		if (g_strcmp0(g_array_index(one->names, name, i).title, key) != 0)
			continue;
		*slot = MIN(g_array_index(one->members, td_index_member, i).number,
		    most_slots - 1u);
		return true;
	}
	return false;
}

/* What one row of a notice says; answers: the member that its mail answers, 0 for none.
 */
typedef struct word {
	td_notice_source source;
	bool partly;
	char *title; /* as td_subject_key makes it; NULL for none */
	char *message_id;
	unsigned number;
} word;

/* The member of that Message-ID; 0 for none. */
static int64_t
find_member(const judged *one, const char *message_id)
{
	for (unsigned i = 0; i < one->names->len; i++)
		if (g_strcmp0(
			g_array_index(one->names, name, i).message_id, message_id) == 0)
			return g_array_index(one->members, td_index_member, i).message;
	return 0;
}

/*
 * A notice names a patch by its title; else by its Message-ID; else it means what it
 * answers: the whole series where that is the cover, or all there is, or where a robot
 * speaks of the series.
 */
static void
take_word(judged *one, const word *said, int64_t notice, int64_t answers)
{
	int64_t message = answers;
	unsigned slot = 0;
	bool found = false;

	if (said->source == TD_NOTICE_TEST || said->source == TD_NOTICE_STABLE)
		return;
	if (said->title != NULL)
		found = find_title(one, said->title, &slot);
	if (!found && said->message_id[0] != '\0')
		message = find_member(one, said->message_id);
	if (!found && message != 0 && said->title == NULL) {
		found = slot_of(one, message, &slot);
		if (found && said->source == TD_NOTICE_PATCHWORK_BOT)
			slot = 0;
	}
	if (!found && message != 0 && said->number > 0 &&
	    said->number <= one->facts.patches && said->number < most_slots) {
		slot = said->number;
		found = true;
	}
	if (!found)
		return;
	one->facts.notice = notice;
	if (slot == 0 && said->partly)
		one->facts.applied = MAX(one->facts.applied, 1u);
	else if (slot == 0)
		one->facts.whole_applied = true;
	else
		one->applied[slot] = true;
}

static void
word_clear(void *data)
{
	word *said = data;

	g_free(said->title);
	g_free(said->message_id);
}

static bool
take_notice(td_index *index, judged *one, int64_t notice, int64_t answers, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_STANDING_NOTICES, error);
	g_autoptr(GArray) said = g_array_new(FALSE, FALSE, sizeof(word));
	bool row;

	g_array_set_clear_func(said, word_clear);
	if (stmt == NULL || !load_names(index, one, error))
		return false;
	sqlite3_bind_int64(stmt, 1, notice << TD_PART_BITS);
	sqlite3_bind_int64(stmt, 2, notice << TD_PART_BITS | TD_LOW(TD_PART_BITS));
	do {
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row) {
			const char *title = td_column_text(stmt, 2);
			word one_word = { .source = (td_notice_source)sqlite3_column_int(
					      stmt, 0),
				.partly = sqlite3_column_int(stmt, 1) != 0,
				.title = title[0] != '\0' ? td_subject_key(title) : NULL,
				.message_id = g_strdup(td_column_text(stmt, 3)),
				.number = (unsigned)sqlite3_column_int(stmt, 4) };

			g_array_append_val(said, one_word);
		}
	} while (row);
	for (unsigned i = 0; i < said->len; i++)
		take_word(one, &g_array_index(said, word, i), notice, answers);
	return true;
}

/* The patches' own trailers, and what answers to them say. */
static bool
take_mail(td_index *index, GHashTable *series, const thread_mails *thread, int at,
    GError **error)
{
	const thread_mail *mail = mail_at(thread, at);
	bool own = mail->series != 0;
	int target_at = own ? at : find_target(thread, at);
	const thread_mail *target = target_at >= 0 ? mail_at(thread, target_at) : NULL;
	judged *one =
	    target != NULL ? g_hash_table_lookup(series, &target->series) : NULL;
	unsigned slot;

	if (one == NULL || !slot_of(one, target->id, &slot))
		return true;
	one->last = MAX(one->last, mail->received);
	if (own)
		return take_trailers(index, one, mail, target, slot, error);
	if (mail->kind == TD_KIND_REPLY && mail->human) {
		one->replies++;
		if (!take_trailers(index, one, mail, target, slot, error))
			return false;
	}
	return (mail->kind != TD_KIND_NOTICE && mail->kind != TD_KIND_REPLY) ||
	       take_notice(index, one, mail->id, target->id, error);
}

/* One that several members led to is read once; what it says holds for all of them. */
static bool
take_elsewhere(td_index *index, judged *one, int64_t notice, GError **error)
{
	int64_t before = one->facts.notice;
	void *spoke;

	if (g_hash_table_lookup_extended(one->heard, &notice, NULL, &spoke)) {
		if (spoke != NULL)
			one->facts.notice = notice;
		return true;
	}
	one->facts.notice = 0;
	if (!take_notice(index, one, notice, 0, error))
		return false;
	spoke = GINT_TO_POINTER(one->facts.notice == notice);
	g_hash_table_insert(one->heard, g_memdup2(&notice, sizeof notice), spoke);
	if (spoke == NULL)
		one->facts.notice = before;
	return true;
}

/* Notices elsewhere that name one of its mails or titles. */
static bool
take_news(td_index *index, judged *one, uint64_t key, int64_t since, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_NEWS_FIND, error);
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, (int64_t)key);
	do {
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row) {
			int64_t id = sqlite3_column_int64(stmt, 0);

			g_array_append_val(ids, id);
		}
	} while (row);
	for (unsigned i = 0; i < ids->len; i++) {
		int64_t id = g_array_index(ids, int64_t, i);
		int64_t received = 0;

		stmt = td_store_sql(index, TD_SQL_STANDING_PATCH, error);
		if (stmt == NULL)
			return false;
		sqlite3_bind_int64(stmt, 1, id);
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row)
			received = sqlite3_column_int64(stmt, 2);
		sqlite3_reset(stmt);
		/* "Add support for X" was applied before, and is another one now. */
		if (received < since)
			continue;
		one->last = MAX(one->last, received);
		if (!take_elsewhere(index, one, id, error))
			return false;
	}
	return true;
}

static bool
take_named(td_index *index, judged *one, GError **error)
{
	if (!load_names(index, one, error))
		return false;
	for (unsigned i = 0; i < one->names->len; i++) {
		const name *its = &g_array_index(one->names, name, i);

		if (its->message_id == NULL)
			continue;
		if (!take_news(index, one, hash_key(index, its->message_id, false),
			its->received, error) ||
		    !take_news(index, one, hash_key(index, its->title, true),
			its->received, error))
			return false;
	}
	return true;
}

/* The newest of those that follow it. */
static bool
take_newer(td_index *index, judged *one, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_EDGE_AFTER, error);
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	int64_t newest = 0;
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, one->id);
	do {
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row && !td_edge_is_partly(sqlite3_column_int(stmt, 1))) {
			int64_t id = sqlite3_column_int64(stmt, 0);

			g_array_append_val(ids, id);
		}
	} while (row);
	for (unsigned i = 0; i < ids->len; i++) {
		GError *failed = NULL;
		g_autoptr(td_chain_profile) profile =
		    td_profiles_find(index, g_array_index(ids, int64_t, i), &failed);

		if (failed != NULL) {
			g_propagate_error(error, failed);
			return false;
		}
		if (profile != NULL && profile->facts.time >= newest) {
			newest = profile->facts.time;
			one->facts.newer = profile->facts.head_message;
		}
	}
	return true;
}

static bool
prepare(td_index *index, judged *one, bool *found, GError **error)
{
	g_autoptr(td_chain_profile) profile = NULL;
	GError *failed = NULL;

	if (!td_profiles_series(index, one->id, &one->series, found, error))
		return false;
	if (!*found)
		return true;
	profile = td_profiles_find(index, one->id, &failed);
	if (failed != NULL) {
		g_propagate_error(error, failed);
		return false;
	}
	one->members = td_profiles_members(index, one->id, error);
	if (one->members == NULL)
		return false;
	one->facts.version = one->series.version;
	one->facts.minor = one->series.minor;
	one->facts.patches = MAX(one->series.total, 1u);
	one->facts.missing =
	    one->facts.patches - MIN(one->facts.patches, one->series.received);
	one->facts.rfc = one->series.rfc;
	one->facts.resend = one->series.resend;
	if (profile != NULL) {
		one->facts.pulled = profile->facts.pulled != 0;
		one->sent = profile->facts.time;
	}
	return true;
}

static bool
store(td_index *index, judged *one, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_STANDING_PUT, error);
	int64_t evidence;
	td_state state;

	if (stmt == NULL)
		return false;
	one->facts.reviewed = count(one->reviewed);
	one->facts.applied = MAX(one->facts.applied, count(one->applied));
	state = td_state_decide(&one->facts, &evidence);
	sqlite3_bind_int64(stmt, 1, one->id);
	sqlite3_bind_int64(stmt, 2, one->sent);
	sqlite3_bind_int(stmt, 3, (int)state);
	td_bind_some(stmt, 4, evidence);
	sqlite3_bind_int64(stmt, 5, one->last);
	sqlite3_bind_int64(stmt, 6, one->replies);
	for (int i = 0; i < 3; i++)
		sqlite3_bind_int64(stmt, 7 + i, g_hash_table_size(one->reviewers[i]));
	return td_store_run(index, stmt, error);
}

/* All series of one thread at once. */
static bool
judge_thread(td_index *index, GHashTable *series, int64_t message, GError **error)
{
	g_auto(thread_mails) thread = {
		.all = g_array_new(FALSE, FALSE, sizeof(thread_mail)),
		.at = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
	};
	GHashTableIter iter;
	gpointer value;

	if (!load_thread(index, message, &thread, error))
		return false;
	for (unsigned i = 0; i < thread.all->len; i++)
		if (!take_mail(index, series, &thread, (int)i, error))
			return false;
	g_hash_table_iter_init(&iter, series);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		judged *one = value;

		if (!take_named(index, one, error) || !take_newer(index, one, error) ||
		    !store(index, one, error))
			return false;
	}
	return true;
}

static bool
find_thread(td_index *index, int64_t message, int64_t *thread, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_STANDING_OF_THREAD, error);
	bool row;

	*thread = 0;
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	if (row)
		*thread = sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	return true;
}

typedef struct pair {
	int64_t thread, series;
} pair;

static int
compare_pairs(const void *a, const void *b)
{
	const pair *x = a, *y = b;

	if (x->thread != y->thread)
		return x->thread < y->thread ? -1 : 1;
	return (x->series > y->series) - (x->series < y->series);
}

bool
td_standing_settle(td_index *index, GHashTable *series, GError **error)
{
	g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(pair));
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, series);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		pair one = { .series = *(int64_t *)key };

		if (!find_thread(index, one.series, &one.thread, error))
			return false;
		g_array_append_val(pairs, one);
	}
	g_array_sort(pairs, compare_pairs);
	for (unsigned i = 0; i < pairs->len;) {
		int64_t thread = g_array_index(pairs, pair, i).thread;
		g_autoptr(GHashTable) some = g_hash_table_new_full(
		    g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)judged_free);
		int64_t message = 0;

		for (; i < pairs->len && g_array_index(pairs, pair, i).thread == thread;
		     i++) {
			g_autoptr(judged) one =
			    judged_new(g_array_index(pairs, pair, i).series);
			bool found;

			if (!prepare(index, one, &found, error))
				return false;
			if (!found) {
				if (!td_store_run_ids(
					index, TD_SQL_STANDING_REMOVE, one->id, 0, error))
					return false;
				continue;
			}
			message = one->series.head;
			g_hash_table_insert(some, &one->id, one);
			one = NULL;
		}
		if (message != 0 && !judge_thread(index, some, message, error))
			return false;
	}
	return true;
}

static bool
find_by_id(td_index *index, const char *message_id, GHashTable *series, GError **error)
{
	g_autoptr(GArray) found = td_index_find_messages(index, message_id, error);

	for (unsigned i = 0; found != NULL && i < found->len; i++) {
		int64_t id;

		if (!td_index_find_series(
			index, g_array_index(found, int64_t, i), &id, error))
			return false;
		if (id != 0)
			g_hash_table_add(series, g_memdup2(&id, sizeof id));
	}
	return found != NULL;
}

bool
td_standing_find_named(
    td_index *index, int64_t notice, GHashTable *series, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_STANDING_NOTICES, error);
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func(g_free);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, notice << TD_PART_BITS);
	sqlite3_bind_int64(stmt, 2, notice << TD_PART_BITS | TD_LOW(TD_PART_BITS));
	do {
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row) {
			g_ptr_array_add(titles, g_strdup(td_column_text(stmt, 2)));
			g_ptr_array_add(ids, g_strdup(td_column_text(stmt, 3)));
		}
	} while (row);
	for (unsigned i = 0; i < ids->len; i++) {
		const char *title = titles->pdata[i];

		if (*(const char *)ids->pdata[i] != '\0' &&
		    !find_by_id(index, ids->pdata[i], series, error))
			return false;
		if (*title != '\0' &&
		    !td_profiles_find_title(index, title, series, error))
			return false;
	}
	return true;
}
