/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/work.c - a mail as a report has it, the people behind it, and whether it was
 * asked for */
#include "report/work.h"

#include <stdlib.h>
#include <string.h>

#include "report/sender.h"

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
static const td_work_known *
person_of(td_work *work, int64_t id, const char *name, const char *address)
{
	td_work_known *known = g_hash_table_lookup(work->known, GSIZE_TO_POINTER(id));

	if (!known) {
		td_work_known found = find_person(work, name, address);

		known = g_memdup2(&found, sizeof(found));
		g_hash_table_insert(work->known, GSIZE_TO_POINTER(id), known);
	}
	take_name(known);
	return known;
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

/* unnamed: the list's own name stands where theirs should. */
static void
take_people(td_work *work, const td_index_row *row, bool unnamed, td_work_mail *mail)
{
	const td_work_known *author, *sender;

	if (unnamed) {
		mail->author = mail->sender = td_work_person(work, "", "");
		mail->sender_name = "";
		return;
	}
	author = person_of(work, row->author_id, row->author_name, row->author_address);
	sender = td_sender_is_author(row)
		     ? author
		     : person_of(work, row->from_id, row->from_name, row->from_address);
	mail->author = author->person;
	mail->sender = sender->person;
	mail->sender_name = sender->name;
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
	take_people(work, row, unnamed, &mail);
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
