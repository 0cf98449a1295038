/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/mails.c - the messages of the range, the people behind them, and which were
 * asked for */
#include "report/sender.h"
#include "report/work.h"

#include <stdlib.h>
#include <string.h>

const char *
td_work_keep(td_work *work, const char *text)
{
	if (!text)
		return NULL;
	return g_string_chunk_insert_const(work->report->store->strings, text);
}

/* td_work_keep without a look whether it is there already, for what is there once. */
static const char *
keep_own(td_work *work, const char *text)
{
	return g_string_chunk_insert(work->report->store->strings, text);
}

const char *
td_work_title_key(td_work *work, const char *title)
{
	g_autofree char *key = td_subject_key(title);

	return td_work_keep(work, key);
}

/* Most titles are what their subject ends with, and need no copy. */
static const char *
keep_title(td_work *work, const char *subject, const char *title)
{
	size_t all = strlen(subject), n = strlen(title);

	if (n <= all && memcmp(subject + all - n, title, n) == 0)
		return subject + all - n;
	return keep_own(work, title);
}

static int
compare_keys(const void *a, const void *b)
{
	const td_work_key *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

td_work_mail *
td_work_find(td_work *work, int64_t id)
{
	td_work_key wanted = { .id = id };
	td_work_key *hit;

	if (id == 0 || work->by_id->len == 0)
		return NULL;
	/* Ids of a temporary index follow one another. */
	hit = (td_work_key *)(void *)work->by_id->data;
	if (id >= hit->id && id - hit->id < work->by_id->len &&
	    hit[id - hit->id].id == id)
		return &g_array_index(work->mails, td_work_mail, hit[id - hit->id].at);
	hit = bsearch(&wanted, work->by_id->data, work->by_id->len, sizeof(td_work_key),
	    compare_keys);
	return hit ? &g_array_index(work->mails, td_work_mail, hit->at) : NULL;
}

/* The newest name wins: people change theirs, or learn to spell it. */
static void
take_name(const td_work_known *known)
{
	if (known->name && *known->name)
		known->person->name = known->name;
}

static td_work_known
find_person(td_work *work, const char *name, const char *address)
{
	g_autofree char *key = NULL;
	td_report_person *person;

	td_people_resolve(work->options->people, name ? name : "", address ? address : "",
	    &name, &address);
	key = g_ascii_strdown(*address ? address : name, -1);
	name = td_work_keep(work, name);
	person = g_hash_table_lookup(work->people, key);
	if (!person) {
		const char *at = strrchr(address, '@');
		g_autofree char *domain = g_ascii_strdown(at ? at + 1 : "", -1);

		person = g_new0(td_report_person, 1);
		person->address = td_work_keep(work, address);
		person->domain = td_work_keep(work, domain);
		person->name = name;
		g_ptr_array_add(work->report->store->people, person);
		g_hash_table_insert(work->people, g_steal_pointer(&key), person);
	}
	return (td_work_known){ person, name };
}

td_report_person *
td_work_person(td_work *work, const char *name, const char *address)
{
	td_work_known known = find_person(work, name, address);

	take_name(&known);
	return known.person;
}

/* The same for a row's: most mails are of few people, who are looked for once. */
static td_report_person *
person_of(td_work *work, int64_t id, const char *name, const char *address)
{
	td_work_known *known = g_hash_table_lookup(work->known, GSIZE_TO_POINTER(id));

	if (!known) {
		td_work_known found = find_person(work, name, address);

		known = g_memdup2(&found, sizeof(found));
		g_hash_table_insert(work->known, GSIZE_TO_POINTER(id), known);
	}
	take_name(known);
	return known->person;
}

bool
td_work_is_same_person(const td_report_person *a, const td_report_person *b)
{
	return a == b ||
	       (strchr(a->name, ' ') && g_ascii_strcasecmp(a->name, b->name) == 0);
}

bool
td_work_is_human(const td_work_mail *mail)
{
	return strcmp(mail->class_name, "human") == 0;
}

static void
find_target(td_work *work, td_work_mail *mail)
{
	td_work_mail *at = td_work_find(work, mail->parent);
	td_work_mail *found;

	/* Whoever is on the way has the same target and need not be passed again: a
	 * thread of replies to replies takes linear time. It also ends a loop, which
	 * src/thread cuts but a damaged index may have. */
	for (; at && !at->patch && !at->passed; at = td_work_find(work, at->parent))
		at->passed = true;
	found = at && !at->patch ? at->target : at;
	mail->target = found;
	at = td_work_find(work, mail->parent);
	for (; at && !at->patch && at->target != found;
	     at = td_work_find(work, at->parent))
		at->target = found;
}

void
td_work_find_targets(td_work *work)
{
	for (unsigned i = 0; i < work->mails->len; i++)
		find_target(work, &g_array_index(work->mails, td_work_mail, i));
}

static bool
any_part_of(const char *const *parts, const char *text)
{
	g_autofree char *folded = g_utf8_casefold(text, -1);

	for (; *parts; parts++) {
		g_autofree char *part = g_utf8_casefold(*parts, -1);

		if (strstr(folded, part))
			return true;
	}
	return false;
}

static bool
person_asked_for(const td_report_options *options, const td_report_person *person)
{
	g_autofree char *whole = NULL;

	if (!options->authors)
		return true;
	whole = g_strdup_printf("%s <%s>", person->name, person->address);
	return any_part_of(options->authors, whole);
}

static bool
class_asked_for(const td_report_options *options, const char *class_name)
{
	if (!options->classes)
		return strcmp(class_name, "human") == 0;
	for (const char *const *c = options->classes; *c; c++) {
		if (strcmp(*c, "all") == 0 || strcmp(*c, class_name) == 0)
			return true;
	}
	return false;
}

bool
td_work_is_somebody(const td_report_person *person)
{
	return person->name[0] || person->address[0];
}

bool
td_work_counts(const td_work_mail *mail)
{
	return mail->selected && !mail->before;
}

void
td_work_add_mail(td_work *work, const td_index_row *row, GArray *to)
{
	const td_report_options *options = work->options;
	td_work_mail mail = {
		.id = row->id,
		.parent = row->parent,
		.thread = row->thread,
		.sent = row->sent,
		.received = row->received,
		.message_id = keep_own(work, row->message_id),
		.subject = keep_own(work, row->subject),
		.tags = td_work_keep(work, row->tags),
		.class_name = td_work_keep(work, row->class_name),
		.kind = row->kind,
		.commit = row->commit,
		.blob = row->blob,
		.position = row->position,
		.epoch = row->epoch,
		.sent_zone = row->sent_zone,
		.version = row->version,
		.minor = row->minor,
		.number = row->number,
		.total = row->total,
		.files = row->files,
		.insertions = row->insertions,
		.deletions = row->deletions,
		.defects = row->defects,
		.has_version = row->has_version,
		.rfc = row->rfc,
		.resend = row->resend,
	};

	bool unnamed;

	mail.title = keep_title(work, mail.subject, row->title);
	memcpy(mail.patch_id, row->patch_id, sizeof(mail.patch_id));
	unnamed = row->kind != TD_KIND_PATCH && td_sender_is_list(row);
	mail.author = unnamed ? td_work_person(work, "", "")
			      : person_of(work, row->author_id, row->author_name,
				    row->author_address);
	mail.sender =
	    unnamed || td_sender_is_author(row)
		? mail.author
		: person_of(work, row->from_id, row->from_name, row->from_address);
	mail.wanted = class_asked_for(options, mail.class_name);
	mail.selected =
	    mail.wanted &&
	    (person_asked_for(options, mail.author) ||
		person_asked_for(options, mail.sender)) &&
	    (!options->subjects || any_part_of(options->subjects, mail.subject));
	mail.before = to != work->mails;
	if (unnamed && td_work_counts(&mail))
		work->report->totals.unnamed++;
	g_array_append_val(to, mail);
}

static void
count_list_id(const char *list_id, unsigned mails, void *data)
{
	GHashTable *list_ids = data;
	unsigned *n;

	if (!*list_id)
		return;
	n = g_hash_table_lookup(list_ids, list_id);
	if (!n) {
		n = g_new0(unsigned, 1);
		g_hash_table_insert(list_ids, g_strdup(list_id), n);
	}
	*n += mails;
}

/* "kvm" of kvm.vger.kernel.org, "b.a.t.m.a.n" of b.a.t.m.a.n.lists.open-mesh.org. */
static size_t
name_length(const char *list_id)
{
	const char *lists = strstr(list_id, ".lists.");

	return lists && lists > list_id ? (size_t)(lists - list_id)
					: strcspn(list_id, ".");
}

/* The first word of the List-Id that most mails carry; of equals the first in byte
 * order. */
static const char *
name_of_list(td_work *work, GHashTable *list_ids)
{
	g_autofree char *label = NULL;
	GHashTableIter iter;
	void *key, *value;
	const char *best = "";
	unsigned most = 0;

	g_hash_table_iter_init(&iter, list_ids);
	while (g_hash_table_iter_next(&iter, &key, &value)) {
		unsigned n = *(const unsigned *)value;

		if (n > most || (n == most && strcmp(key, best) < 0)) {
			best = key;
			most = n;
		}
	}
	label = g_strndup(best, name_length(best));
	return td_work_keep(work, label);
}

static void
sort_keys(td_work *work)
{
	bool sorted = true;

	for (unsigned i = 0; i < work->mails->len; i++) {
		td_work_key key = { g_array_index(work->mails, td_work_mail, i).id, i };

		if (i > 0 && g_array_index(work->by_id, td_work_key, i - 1).id >= key.id)
			sorted = false;
		g_array_append_val(work->by_id, key);
	}
	if (!sorted)
		g_array_sort(work->by_id, compare_keys);
}

static void
count_mail(td_report *report, const td_work_mail *mail)
{
	if (report->first == 0 || mail->received < report->first)
		report->first = mail->received;
	if (mail->received > report->last)
		report->last = mail->received;
	if (mail->defects)
		report->totals.defective++;
}

bool
td_work_load_name(td_work *work, GError **error)
{
	const td_report_options *options = work->options;
	g_autoptr(GHashTable) list_ids =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

	if (!options->list_name && !td_index_each_list_id(work->index, &options->range,
				       count_list_id, list_ids, error))
		return false;
	work->report->list_name = options->list_name
				      ? td_work_keep(work, options->list_name)
				      : name_of_list(work, list_ids);
	return true;
}

bool
td_work_load_mails(td_work *work, GError **error)
{
	g_autoptr(GHashTable) list_ids =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_autoptr(GError) failed = NULL;
	g_autoptr(td_rows) rows = NULL;
	td_index_row row;

	work->range = work->options->range;
	rows = td_index_messages(work->index, &work->range, error);
	if (!rows)
		return false;
	while (td_rows_next(rows, &row, &failed)) {
		td_work_add_mail(work, &row, work->mails);
		if (!work->options->list_name)
			count_list_id(row.list_id, 1, list_ids);
	}
	if (failed) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return false;
	}
	for (unsigned i = 0; i < work->mails->len; i++)
		count_mail(work->report, &g_array_index(work->mails, td_work_mail, i));
	work->report->list_name = work->options->list_name
				      ? td_work_keep(work, work->options->list_name)
				      : name_of_list(work, list_ids);
	if (work->options->history && !td_work_load_earlier(work, error))
		return false;
	sort_keys(work);
	return true;
}
