/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/range.c - from what was asked for to the entries, in order of arrival */
#include "archive/archive.h"

#include <string.h>

#include "archive/ends.h"
#include "archive/mbox.h"
#include "archive/slice.h"
#include "archive/v1.h"
#include "base/error.h"

void
td_range_free(td_range *range)
{
	if (!range)
		return;
	g_array_unref(range->entries);
	g_free(range->from);
	g_free(range->to);
	g_free(range);
}

/* So many mails are worth a second thread. */
#define MANY_MAILS 1000
#define LEAST_MORE 16 /* commits, half of what is read more at least */

/* What is gathered while epochs are gone through, the newest first. */
typedef struct picking {
	const td_range_spec *spec;
	td_range *range;
	td_trunks *trunks;
	td_ends *ends;
	GPtrArray *parts; /* of GArray of td_entry: the newest epoch's first */
	td_oid before;    /* the commit before the oldest entry that was taken */
	size_t mails;     /* found so far; counted only where spec->last asks */
} picking;

static char *
hex_of(const td_oid *oid)
{
	char hex[TD_OID_HEX];

	if (td_oid_is_zero(oid))
		return NULL;
	td_oid_to_hex(oid, hex);
	return g_strdup(hex);
}

/*
 * Index of the oldest entry when only the newest `wanted` mails are taken, and how many
 * there are.
 */
static unsigned
count_back(td_objects *store, GArray *entries, size_t wanted, size_t *mails)
{
	unsigned i = entries->len;

	*mails = 0;
	while (i > 0 && *mails < wanted) {
		td_entry *entry = &g_array_index(entries, td_entry, --i);

		td_entry_look(store, entry);
		*mails += entry->what == TD_ENTRY_MAIL;
	}
	return i;
}

/*
 * Takes what the dates let through. All entries are looked at: times of arrival may go
 * back and forth. True when one that is young enough was met.
 */
static bool
keep_dates(td_range *range, td_slice *slice)
{
	GArray *entries = slice->entries;
	unsigned kept = 0;
	bool young = false;

	if (range->since == INT64_MIN && range->until == INT64_MAX)
		return true;
	for (unsigned i = 0; i < entries->len; i++) {
		const td_entry *entry = &g_array_index(entries, td_entry, i);

		young |= entry->received >= range->since;
		if (entry->received < range->since || entry->received > range->until) {
			if (kept == 0)
				slice->before = entry->commit;
			continue;
		}
		g_array_index(entries, td_entry, kept++) = *entry;
	}
	g_array_set_size(entries, kept);
	return young;
}

/* How many of an epoch's commits may be young enough, where that is known. */
static size_t
count_since(const td_epoch *epoch, int64_t since)
{
	const td_known_history *history = &epoch->history;

	return since != INT64_MIN && history->count_since && epoch->has_tip
		   ? history->count_since(
			 epoch->number, &epoch->tip, since, history->data)
		   : SIZE_MAX;
}

/* What is too young need not be gone through, where it is known how much that is. */
static void
leave_out_newer(const td_epoch *epoch, int64_t until, td_slice_spec *spec)
{
	const td_known_history *history = &epoch->history;

	if (until == INT64_MAX || !history->count_after || !epoch->has_tip)
		return;
	spec->newer =
	    history->count_after(epoch->number, &epoch->tip, until, history->data);
	if (spec->newer > 0 && !history->find_back(epoch->number, &epoch->tip,
				   spec->newer, &spec->start, history->data))
		spec->newer = 0;
}

/* One epoch's part. More of its history is read until enough mails are met. */
static td_slice *
pick_slice(picking *pick, size_t epoch, bool *young, GError **error)
{
	td_epoch *self = td_store_epoch(pick->trunks->archive, epoch);
	size_t wanted = pick->spec->last > 0 ? pick->spec->last - pick->mails : SIZE_MAX;
	bool dated = pick->range->since != INT64_MIN || pick->range->until != INT64_MAX;
	size_t most = dated ? count_since(self, pick->range->since) : wanted;
	size_t more = LEAST_MORE;
	bool look = wanted >= MANY_MAILS && most < SIZE_MAX && !self->history.load &&
		    pick->trunks->archive->kind != TD_ARCHIVE_V1;

	for (;;) {
		td_slice_spec spec = {
			.epoch = epoch, .ends = pick->ends, .most = most, .look = look
		};
		g_autoptr(td_slice) slice = NULL;
		size_t mails = 0;
		unsigned first = 0;

		leave_out_newer(self, pick->range->until, &spec);
		slice = td_slice_new(pick->trunks, &spec, error);
		if (!slice)
			return NULL;
		if (pick->trunks->archive->kind == TD_ARCHIVE_V1)
			td_v1_expand(slice, self, pick->range->since, pick->range->until);
		*young = keep_dates(pick->range, slice) || slice->later;
		if (wanted < SIZE_MAX)
			first = count_back(self->store, slice->entries, wanted, &mails);
		/* All that is young enough is in so many commits, or in all. Few hold no
		 * mail, mostly; where many do not, more and more are read. */
		if (mails < wanted && !slice->whole && !dated) {
			more = MAX(more * 2, (wanted - mails) * 2);
			most += more;
			continue;
		}
		if (first > 0) {
			slice->before =
			    g_array_index(slice->entries, td_entry, first - 1).commit;
			g_array_remove_range(slice->entries, 0, first);
			slice->shallow = slice->broken = false;
		}
		pick->mails += mails;
		return g_steal_pointer(&slice);
	}
}

/* The newest commit of the epochs before this one; zero where there is none. */
static td_oid
tip_before(const td_archive *archive, size_t epoch)
{
	while (epoch-- > 0) {
		const td_epoch *earlier = td_store_epoch(archive, epoch);

		if (earlier->has_tip)
			return earlier->tip;
	}
	return (td_oid){ 0 };
}

static size_t
latest_epoch(const GArray *places)
{
	size_t latest = 0;

	for (unsigned i = 0; i < places->len; i++)
		latest = MAX(latest, g_array_index(places, td_place, i).epoch);
	return latest;
}

/* Goes back through the epochs, as far as the range and the number of mails want it. */
static bool
pick_epochs(picking *pick, GError **error)
{
	const td_archive *archive = pick->trunks->archive;
	size_t last = latest_epoch(pick->ends->from);

	for (size_t i = latest_epoch(pick->ends->to) + 1; i-- > last;) {
		const td_epoch *epoch = td_store_epoch(archive, i);
		g_autoptr(td_slice) slice = NULL;
		bool young = true;

		slice = pick_slice(pick, i, &young, error);
		if (!slice)
			return false;
		if (slice->entries->len > 0) {
			pick->before = td_oid_is_zero(&slice->before)
					   ? tip_before(archive, i)
					   : slice->before;
			g_ptr_array_add(pick->parts, g_array_ref(slice->entries));
		}
		pick->range->shallow |= slice->shallow;
		pick->range->broken |= slice->broken;
		pick->range->straight &= slice->straight || slice->entries->len == 0;
		/* Epochs follow one another in time, so one in which all is too old ends
		 * the search. */
		if (!young && epoch->has_tip)
			break;
		if (pick->spec->last > 0 && pick->mails >= pick->spec->last)
			break;
		if (i > last)
			pick->range->missing_epochs +=
			    epoch->number - td_store_epoch(archive, i - 1)->number - 1;
	}
	return true;
}

static void
join_parts(picking *pick)
{
	td_range *range = pick->range;

	if (pick->parts->len == 1) {
		g_array_unref(range->entries);
		range->entries = g_ptr_array_steal_index(pick->parts, 0);
		return;
	}
	for (unsigned i = pick->parts->len; i-- > 0;) {
		const GArray *part = pick->parts->pdata[i];

		g_array_append_vals(range->entries, part->data, part->len);
	}
}

static bool
select_history(
    td_archive *archive, const td_range_spec *spec, td_range *range, GError **error)
{
	g_autoptr(td_trunks) trunks = td_trunks_new(archive);
	g_autoptr(td_ends) ends = td_ends_parse(trunks, spec->revisions, error);
	g_autoptr(GPtrArray) parts =
	    g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
	picking pick = { .spec = spec,
		.range = range,
		.trunks = trunks,
		.ends = ends,
		.parts = parts };

	if (!ends || !pick_epochs(&pick, error))
		return false;
	join_parts(&pick);
	if (range->entries->len > 0) {
		const td_entry *last =
		    &g_array_index(range->entries, td_entry, range->entries->len - 1);

		range->from = hex_of(&pick.before);
		range->to = hex_of(&last->commit);
	}
	return true;
}

static bool
is_blank(const char *text)
{
	return !text || text[strspn(text, " \t\n")] == '\0';
}

/* Files have no revisions: dates and numbers alone choose among their mails. */
static bool
select_files(
    td_archive *archive, const td_range_spec *spec, td_range *range, GError **error)
{
	const GArray *all;

	if (!is_blank(spec->revisions)) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "\"%s\" is no git archive, so it has no revision \"%s\"; choose by "
		    "date or by number",
		    archive->path, spec->revisions);
		return false;
	}
	if (archive->kind == TD_ARCHIVE_MBOX && !archive->mails) {
		archive->mails = td_mbox_split(archive->fd, archive->path, error);
		if (!archive->mails)
			return false;
	}
	all = archive->maildir ? archive->maildir->entries : archive->mails;
	for (unsigned i = 0; i < all->len; i++) {
		const td_entry *entry = &g_array_index(all, td_entry, i);

		if (entry->received >= range->since && entry->received <= range->until)
			g_array_append_val(range->entries, *entry);
	}
	if (spec->last > 0 && spec->last < range->entries->len)
		g_array_remove_range(range->entries, 0, range->entries->len - spec->last);
	range->broken = archive->cut;
	return true;
}

static void
fail_empty(const td_archive *archive, const td_range_spec *spec, GError **error)
{
	bool revisions = !is_blank(spec->revisions);

	g_set_error(error, TD_ERROR, TD_ERROR_EMPTY, "nothing in \"%s\"%s%s%s%s%s%s%s",
	    archive->path, revisions ? " is in the range \"" : "",
	    revisions ? spec->revisions : "", revisions ? "\"" : "",
	    spec->since ? ", since " : "", spec->since ? spec->since : "",
	    spec->until ? ", until " : "", spec->until ? spec->until : "");
}

td_range *
td_archive_select(td_archive *archive, const td_range_spec *spec, GError **error)
{
	g_autoptr(td_range) range = g_new0(td_range, 1);

	range->entries = g_array_new(false, false, sizeof(td_entry));
	range->straight = true;
	range->since = INT64_MIN;
	range->until = INT64_MAX;
	if (spec->since &&
	    !td_archive_parse_date(spec->since, spec->now, &range->since, error))
		return NULL;
	if (spec->until &&
	    !td_archive_parse_date(spec->until, spec->now, &range->until, error))
		return NULL;
	if (range->since > range->until) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "since \"%s\" until \"%s\": the first is later than the second",
		    spec->since, spec->until);
		return NULL;
	}
	if (!(td_store_is_git(archive) ? select_history : select_files)(
		archive, spec, range, error))
		return NULL;
	if (range->entries->len == 0) {
		fail_empty(archive, spec, error);
		return NULL;
	}
	return g_steal_pointer(&range);
}

static size_t
find_epoch(const td_archive *archive, unsigned number)
{
	size_t i = 0;

	while (i < archive->epochs->len && td_store_epoch(archive, i)->number < number)
		i++;
	return i;
}

/* The newest commit of all, or of the tip's epoch. */
static bool
find_end(td_archive *archive, const td_tip *tip, bool alone, td_place *to)
{
	size_t i = alone ? find_epoch(archive, tip->epoch) : 0;

	if (!alone)
		return td_revision_head(archive, to);
	if (i == archive->epochs->len || !td_store_epoch(archive, i)->has_tip)
		return false;
	*to = (td_place){ i, td_store_epoch(archive, i)->tip };
	return true;
}

/* The ends of "all after tip": false where nothing can be after it. */
static bool
put_ends(td_archive *archive, const td_tip *tip, bool alone, td_ends *ends)
{
	td_place to, from = { 0 };
	size_t i;

	if (!find_end(archive, tip, alone, &to))
		return false;
	g_array_append_val(ends->to, to);
	if (!tip)
		return true;
	i = find_epoch(archive, tip->epoch);
	from = (td_place){ i, tip->commit };
	/* From the beginning of an epoch is from the end of the one before. */
	if (td_oid_is_zero(&tip->commit)) {
		if (i == 0)
			return true;
		from = (td_place){ i - 1, td_store_epoch(archive, i - 1)->tip };
	}
	g_array_append_val(ends->from, from);
	return from.epoch <= to.epoch;
}

static bool
select_history_after(
    td_archive *archive, const td_tip *tip, bool alone, td_range *range, GError **error)
{
	static const td_range_spec all = { .revisions = NULL };
	g_autoptr(td_trunks) trunks = td_trunks_new(archive);
	g_autoptr(td_ends) ends = g_new0(td_ends, 1);
	g_autoptr(GPtrArray) parts =
	    g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
	picking pick = { .spec = &all,
		.range = range,
		.trunks = trunks,
		.ends = ends,
		.parts = parts };

	ends->from = g_array_new(false, false, sizeof(td_place));
	ends->to = g_array_new(false, false, sizeof(td_place));
	if (!put_ends(archive, tip, alone, ends))
		return true;
	if (!pick_epochs(&pick, error))
		return false;
	join_parts(&pick);
	return true;
}

static td_range *
select_after(td_archive *archive, const td_tip *tip, bool alone, GError **error)
{
	static const td_range_spec all = { .revisions = NULL };
	g_autoptr(td_range) range = g_new0(td_range, 1);

	range->entries = g_array_new(false, false, sizeof(td_entry));
	range->straight = true;
	range->since = INT64_MIN;
	range->until = INT64_MAX;
	if (!(td_store_is_git(archive)
		    ? select_history_after(archive, tip, alone, range, error)
		    : select_files(archive, &all, range, error)))
		return NULL;
	return g_steal_pointer(&range);
}

td_range *
td_archive_select_after(td_archive *archive, const td_tip *tip, GError **error)
{
	return select_after(archive, tip, false, error);
}

td_range *
td_archive_select_epoch(td_archive *archive, const td_tip *tip, GError **error)
{
	return select_after(archive, tip, true, error);
}
