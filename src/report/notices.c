/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/notices.c - what was applied, and what was asked to be pulled */
#include "report/meant.h"

#include <string.h>

#include "series/credit.h"
#include "series/posted.h"
#include "series/trait.h"

static td_claim_series
look_at(td_work_meant *walk, const td_work_mail *mail, const char *key)
{
	td_claim_series found = { .slot = -1, .titled = -1 };
	const td_work_mail *titled;

	if (!mail || !mail->patch || !mail->series)
		return found;
	titled = key ? td_work_meant_in_series(walk, mail->series->id, key) : NULL;
	found.series = mail->series->id;
	found.patches = MAX(mail->series->series->total, 1u);
	found.slot = td_work_slot_of(mail);
	found.titled = titled ? td_work_slot_of(titled) : -1;
	return found;
}

/* A cover letter may say where its patches can be pulled from. */
static bool
may_ask_to_pull(const td_work_mail *mail)
{
	return mail->kind == TD_KIND_PULL || mail->kind == TD_KIND_COVER;
}

/* The request that a notice answers or names, where it is one. */
static td_work_mail *
find_pull(td_work_meant *walk, const td_index_notice *row, const td_work_mail *notice)
{
	td_work_mail *hit =
	    *row->message_id ? g_hash_table_lookup(walk->by_message_id, row->message_id)
			     : NULL;

	if (!hit || hit->kind != TD_KIND_PULL)
		hit = td_work_find(walk->work, notice->parent);
	if (!hit || hit->kind != TD_KIND_PULL)
		return NULL;
	if (*row->title) {
		g_autofree char *title = td_subject_key(row->title);
		g_autofree char *own = td_subject_key(hit->title);

		/* Of one of the patches that were to be pulled. */
		if (strcmp(title, own) != 0)
			return NULL;
	}
	return hit;
}

static bool
is_same_person(const td_report_person *a, const td_report_person *b)
{
	return a == b || g_ascii_strcasecmp(a->address, b->address) == 0 ||
	       (*a->name && strcmp(a->name, b->name) == 0);
}

/* "Will apply." of the author takes advice. */
static bool
is_own(td_work_meant *walk, const td_work_mail *notice, int64_t series)
{
	const td_work_mail *head = td_work_meant_by_slot(walk, series, 0);

	head = head ? head : td_work_meant_by_slot(walk, series, 1);
	return head && (is_same_person(notice->sender, head->sender) ||
			   is_same_person(notice->sender, head->author));
}

/* What is listed, or proved by its commit, has its title alone. */
static td_work_mail *
find_called(td_work_meant *walk, const td_index_notice *row, const td_work_mail *notice,
    const char *key)
{
	if (!key)
		return NULL;
	return td_notice_source_is_list(row->source)
		   ? td_work_meant_by_pull(walk, key, notice)
	       : td_notice_source_is_proof(row->source)
		   ? td_work_meant_by_proof(walk, key, notice)
		   : td_work_meant_by_title(walk, key, notice);
}

/* The mail that a notice's row speaks of, with what it says of its series. */
static td_work_mail *
find_subject(td_work_meant *walk, const td_index_notice *row, td_work_mail *notice,
    td_claim *claim)
{
	const td_claim_words words = { .source = row->source,
		.partly = row->partly,
		.whole = row->whole,
		.promised = row->promised,
		.titled = *row->title != '\0',
		.number = row->number };
	const char *key = *row->title ? td_work_title_key(walk->work, row->title) : NULL;
	td_work_mail *named =
	    *row->message_id ? g_hash_table_lookup(walk->by_message_id, row->message_id)
			     : NULL;
	bool listed = td_notice_source_is_list(row->source) ||
		      td_notice_source_is_proof(row->source);
	td_work_mail *titled = find_called(walk, row, notice, key);
	const td_claim_series by_answer =
	    look_at(walk, listed ? NULL : notice->target, key);
	const td_claim_series by_name = look_at(walk, listed ? NULL : named, key);
	const td_claim_series by_title = look_at(walk, titled, key);
	td_work_mail *hit = listed ? NULL : find_pull(walk, row, notice);

	*claim = (td_claim){ .series = 0 };
	if (hit)
		return hit;
	*claim = td_claim_find(&words, &by_answer, &by_name, &by_title);
	if (claim->series == 0)
		return NULL;
	if (row->by_other && is_own(walk, notice, claim->series)) {
		*claim = (td_claim){ .series = 0 };
		return NULL;
	}
	hit = td_work_meant_by_slot(walk, claim->series, claim->slot);
	/* All of a series without a cover. */
	return hit                                 ? hit
	       : by_answer.series == claim->series ? notice->target
	       : by_name.series == claim->series   ? named
						   : titled;
}

/* Who applied it: a machine may say who that was, or only report. */
static td_report_person *
find_committer(
    td_work *work, const td_index_notice *row, td_report_person *sender, bool *reported)
{
	g_autofree char *name = NULL, *address = NULL;

	*reported = false;
	if (*row->committer && td_credit_split(row->committer, &name, &address))
		return td_work_person(work, name, address);
	*reported = td_notice_source_is_machine(row->source);
	return sender;
}

static void
mark_applied(td_work *work, const td_index_notice *row, const td_work_mail *notice,
    td_work_series *item, const td_claim *claim)
{
	g_autofree char *where = NULL;
	bool reported;
	const td_report_person *by = find_committer(work, row, notice->sender, &reported);
	const char *name = *by->name ? by->name : by->address;

	if (claim->cited && td_work_is_pulled(work, item))
		return;
	td_claim_tally_add(&item->tally, claim);
	item->touched |= !notice->before;
	/* The first to cite it, where there is no word on the posting itself. */
	if (claim->cited && *item->series->evidence)
		return;
	if (row->source == TD_NOTICE_CITED)
		where = g_strdup_printf("applied, as %s cites it", name);
	else
		where = g_strdup_printf("applied%s%s%s%s%s%s%s%s",
		    *row->tree || *row->branch ? " to" : "", *row->tree ? " " : "",
		    row->tree, *row->branch ? " " : "", row->branch,
		    reported ? ", " : " by ", name, reported ? " reports" : "");
	item->series->evidence = notice->message_id;
	item->series->evidence_text = td_work_keep(work, where);
}

/* That mail of a series as it was posted. */
static bool
load_posted(td_work_meant *walk, const td_work_mail *mail, td_posted *posted)
{
	const td_report_series *series = mail->series->series;

	*posted = (td_posted){
		.series = mail->series->id,
		.cover = mail->patch == series->cover,
		.received = mail->received,
		.author_name = mail->author->name,
		.author_address = mail->author->address,
		.version = series->version,
		.minor = series->minor,
		.rfc = series->rfc,
		.resend = series->resend,
	};
	return td_work_tell_patch(
	    walk->work, mail->series, mail->patch, posted, &walk->failed);
}

/* The same patch, posted before, or again before the notice: it is applied as well. */
static void
mark_elsewhere(td_work_meant *walk, const td_index_notice *row,
    const td_work_mail *notice, const td_work_mail *hit, const td_claim *claim)
{
	td_work *work = walk->work;
	const td_work_mail *all = (const td_work_mail *)(void *)work->mails->data;
	const char *key = hit->patch->key;
	const GArray *places = g_hash_table_lookup(walk->by_title, key);
	unsigned before =
	    td_work_meant_count_before(places, (unsigned)(MAX(hit, notice) - all));
	unsigned looked_at = 0, found = 0;
	td_posted applied;

	if (before <= (hit < notice ? 1 : 0) || !load_posted(walk, hit, &applied))
		return;
	for (unsigned i = before; i-- > 0 && found < TD_CLAIM_MOST_POSTINGS &&
				  looked_at++ < TD_POSTED_LOOKED_AT;) {
		const td_work_mail *mail = &all[g_array_index(places, unsigned, i)];
		td_claim same = { .promised = claim->promised, .cited = claim->cited };
		td_posted posted;

		if (mail == hit || (claim->cited && td_work_is_carried(mail->series)))
			continue;
		if (!load_posted(walk, mail, &posted))
			return;
		if (mail > hit ? !td_posted_is_again(&applied, &posted)
			       : !td_posted_is_same(&applied, &posted))
			continue;
		same.series = mail->series->id;
		same.slot = applied.cover ? 0 : (unsigned)MAX(td_work_slot_of(mail), 1);
		same.elsewhere = !applied.cover;
		mark_applied(work, row, notice, mail->series, &same);
		found++;
	}
}

/* What a notice says of the patch that it means, and of the same one posted before. */
static void
mark(td_work_meant *walk, const td_index_notice *row, const td_work_mail *notice,
    const td_work_mail *hit, const td_claim *claim)
{
	const td_report_series *series;

	if (!hit->series || claim->series == 0)
		return;
	mark_applied(walk->work, row, notice, hit->series, claim);
	series = hit->series->series;
	if (claim->partly)
		return;
	if (hit->patch)
		mark_elsewhere(walk, row, notice, hit, claim);
	/* Who applies it all applies each of them. */
	for (unsigned i = 1; claim->slot == 0 && series->total > 1 &&
			     i <= series->total && i < TD_CLAIM_SLOTS;
	     i++) {
		const td_work_mail *one = td_work_meant_by_slot(walk, hit->series->id, i);

		if (one && one != hit)
			mark_elsewhere(walk, row, notice, one, claim);
	}
}

/* A person's "Pulled, thanks" or a robot's word; of a cover letter, that it was applied
 * is no merge yet. */
static bool
is_merged(const td_index_notice *row, const td_work_mail *hit)
{
	if (hit->kind == TD_KIND_PULL)
		return td_claim_counts(row->source);
	return row->source == TD_NOTICE_PR_TRACKER && may_ask_to_pull(hit);
}

/* "I've applied that fix to the package": a person's words about a mail that proposes
 * nothing, under a subject that does not, either. */
static bool
is_about_no_patch(td_work *work, const td_index_notice *row, const td_work_mail *notice)
{
	static const char *const words[] = { "PATCH", "RFC", "PULL", "/" };
	const td_work_mail *answered = td_work_find(work, notice->parent);
	g_autofree char *tags = g_ascii_strup(notice->tags, -1);

	if (row->source != TD_NOTICE_MAINTAINER || !answered || answered->files > 0)
		return false;
	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
		if (strstr(tags, words[i]))
			return false;
	return true;
}

static void
add_notice(const td_index_notice *row, void *data)
{
	td_work_meant *walk = data;
	td_work *work = walk->work;
	td_work_mail *notice = td_work_find(work, row->message);
	td_report_applied *applied;
	td_claim claim;
	td_work_mail *hit;

	if (!notice || row->source == TD_NOTICE_TEST || walk->failed)
		return;
	hit = find_subject(walk, row, notice, &claim);
	/* Without the patch nobody knows whose it is. */
	if (!hit && row->by_other)
		return;
	if (hit && is_merged(row, hit) && !g_hash_table_contains(work->merged, hit))
		g_hash_table_insert(work->merged, hit, notice);
	if (hit && (td_claim_counts(row->source) || claim.cited))
		mark(walk, row, notice, hit, &claim);
	/* A request has a part of the page of its own, an announcement is a mail, and
	 * what cites a commit is mostly another patch. */
	if (td_notice_source_is_list(row->source) || row->source == TD_NOTICE_CITED)
		return;
	if (notice->before || (work->filtered && !(hit && hit->selected)) ||
	    (!hit && is_about_no_patch(work, row, notice)))
		return;
	applied = g_new0(td_report_applied, 1);
	applied->title = td_work_keep(work, *row->title ? row->title
					    : hit       ? hit->title
							: notice->title);
	applied->commit = td_work_keep(work, row->commit);
	applied->tree = td_work_keep(work, row->tree);
	applied->branch = td_work_keep(work, row->branch);
	applied->message_id = notice->message_id;
	applied->about = hit ? hit->message_id : td_work_keep(work, row->message_id);
	applied->by = find_committer(work, row, notice->sender, &applied->reported);
	applied->received = notice->received;
	applied->source = (unsigned)row->source;
	g_ptr_array_add(work->report->applied, applied);
}

static int
compare_applied(const void *a, const void *b)
{
	const td_report_applied *x = *(td_report_applied *const *)a;
	const td_report_applied *y = *(td_report_applied *const *)b;

	return (x->received < y->received) - (x->received > y->received);
}

static void
note_asking(const td_index_pull *row, void *data)
{
	td_work *work = data;
	td_work_mail *mail = td_work_find(work, row->message);

	if (mail && may_ask_to_pull(mail))
		mail->asks = true;
}

bool
td_work_load_notices(td_work *work, GError **error)
{
	td_work_meant walk;
	bool ok;

	if (!td_index_each_pull(work->index, &work->range, note_asking, work, error))
		return false;
	td_work_meant_init(&walk, work);
	ok = td_index_each_notice(work->index, &work->range, add_notice, &walk, error);
	if (ok && walk.failed) {
		g_propagate_error(error, g_steal_pointer(&walk.failed));
		ok = false;
	}
	td_work_meant_clear(&walk);
	g_ptr_array_sort(work->report->applied, compare_applied);
	return ok;
}

static void
add_pull(const td_index_pull *row, void *data)
{
	td_work *work = data;
	td_work_mail *mail = td_work_find(work, row->message);
	const td_work_mail *merged;
	td_report_pull *pull;

	if (!mail || !may_ask_to_pull(mail) || !td_work_counts(mail))
		return;
	merged = g_hash_table_lookup(work->merged, mail);
	pull = g_new0(td_report_pull, 1);
	pull->title = mail->title;
	pull->message_id = mail->message_id;
	pull->url = td_work_keep(work, row->url);
	pull->ref = td_work_keep(work, row->ref);
	pull->base = td_work_keep(work, row->base);
	pull->tip = td_work_keep(work, row->tip);
	pull->sender = mail->sender;
	pull->sent = mail->sent;
	pull->received = mail->received;
	pull->merged_by = merged ? merged->message_id
			  : mail->series && td_work_is_applied(mail->series)
			      ? mail->series->series->evidence
			      : "";
	pull->message = mail->id;
	g_ptr_array_add(work->report->pulls, pull);
}

bool
td_work_load_pulls(td_work *work, GError **error)
{
	return td_index_each_pull(work->index, &work->range, add_pull, work, error);
}
