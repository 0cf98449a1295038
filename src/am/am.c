/* SPDX-License-Identifier: GPL-2.0-or-later */
/* am/am.c - a series made ready for git am */
#include "am/am.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "am/work.h"
#include "base/error.h"
#include "base/limits.h"
#include "index/index.h"
#include "message/message.h"
#include "patch/glob.h"
#include "patch/patch.h"

/* b4's file names are no longer. */
#define NAME_CHARACTERS 100
#define NEEDS_MAX 64

static void
free_patch(void *data)
{
	td_am_patch *patch = data;

	g_free(patch->message_id);
	g_free(patch->title);
	g_ptr_array_unref(patch->has);
	g_ptr_array_unref(patch->trailers);
	g_ptr_array_unref(patch->extras);
	g_ptr_array_unref(patch->add);
	g_free(patch);
}

static void
free_trailer(void *data)
{
	td_trailer_free(data);
}

static void
free_got(void *data)
{
	td_am_trailer_free(data);
}

static td_am_patch *
new_patch(const td_am_mail *mail, unsigned number)
{
	td_am_patch *patch = g_new0(td_am_patch, 1);

	patch->message = mail->id;
	patch->number = number;
	patch->message_id = g_strdup(mail->message_id);
	patch->has = g_ptr_array_new_with_free_func(free_trailer);
	patch->trailers = g_ptr_array_new_with_free_func(free_got);
	patch->extras = g_ptr_array_new_with_free_func(free_trailer);
	patch->add = g_ptr_array_new();
	return patch;
}

static td_am *
new_am(void)
{
	td_am *am = g_new0(td_am, 1);

	am->versions = g_array_new(FALSE, FALSE, sizeof(td_index_series));
	am->others = g_ptr_array_new_with_free_func(g_free);
	am->patches = g_ptr_array_new_with_free_func(free_patch);
	am->missing = g_array_new(FALSE, FALSE, sizeof(unsigned));
	am->needs = g_ptr_array_new_with_free_func(g_free);
	am->warnings = g_ptr_array_new_with_free_func(g_free);
	return am;
}

void
td_am_free(td_am *am)
{
	if (!am)
		return;
	g_array_unref(am->versions);
	g_ptr_array_unref(am->others);
	g_ptr_array_unref(am->patches);
	g_array_unref(am->missing);
	g_ptr_array_unref(am->needs);
	g_ptr_array_unref(am->warnings);
	g_free(am->head_id);
	g_free(am->title);
	g_free(am->name);
	g_free(am->base_commit);
	g_free(am);
}

static void
clear_mail(void *data)
{
	td_am_mail *mail = data;

	g_free(mail->message_id);
	g_free(mail->name);
	g_free(mail->address);
	g_free(mail->title);
	g_clear_pointer(&mail->trailers, g_ptr_array_unref);
}

G_GNUC_PRINTF(2, 3)
static void
warn(td_am *am, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_ptr_array_add(am->warnings, g_strdup_vprintf(format, arguments));
	va_end(arguments);
}

static bool
is_whole(const td_index_series *one)
{
	return one->received >= one->total;
}

/* Of several postings of one version that which was asked for by name, else the last
 * whole one, which a maintainer's round with that patch in it is not where its other
 * patches did not come here. A set of which one is missing is better than one patch of
 * it. */
static bool
is_better(const td_am_work *work, const td_index_series *one, const td_index_series *best)
{
	if (!best)
		return true;
	if (work->options->has_version && best->id == work->asked)
		return false;
	if (work->options->has_version && one->id == work->asked)
		return true;
	return is_whole(one) || best->received < one->received ||
	       (best->received == one->received && !is_whole(best));
}

char *
td_am_version_name(unsigned version, unsigned minor)
{
	return minor > 0 ? g_strdup_printf("v%u.%u", version, minor)
			 : g_strdup_printf("v%u", version);
}

/* The newest, or the one asked for. */
static bool
choose_version(td_am_work *work, GError **error)
{
	const td_am_options *options = work->options;
	const GArray *versions = work->am->versions;
	const td_index_series *best = NULL;
	const td_index_series *newest =
	    &g_array_index(versions, td_index_series, versions->len - 1);
	bool any = !options->has_version;
	g_autofree char *last = td_am_version_name(newest->version, newest->minor);
	g_autofree char *name = NULL;

	for (guint i = 0; i < versions->len; i++) {
		const td_index_series *one = &g_array_index(versions, td_index_series, i);

		if (one->version != (any ? newest->version : options->version) ||
		    one->minor != (any ? newest->minor : options->minor) ||
		    (any && one->rfc != newest->rfc) || !is_better(work, one, best))
			continue;
		best = one;
		work->chosen = i;
	}
	name = best ? td_am_version_name(best->version, best->minor)
		    : td_am_version_name(options->version, options->minor);
	if (!best) {
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "there is no %s of this series; the newest is %s", name, last);
		return false;
	}
	work->am->version = best->version;
	work->am->minor = best->minor;
	work->am->rfc = best->rfc;
	if (newest->version > best->version ||
	    (newest->version == best->version && newest->minor > best->minor))
		warn(work->am, "%s is newer than %s", last, name);
	return true;
}

static td_am_mail *
slot_mail(td_am_work *work, unsigned slot)
{
	int at = g_array_index(work->slots, int, slot);

	return at < 0 ? NULL : &g_array_index(work->mails, td_am_mail, at);
}

/* "1-3,5-,<4": one word of it against a number. False where the word means nothing. */
static bool
read_pick(const char *word, unsigned total, unsigned *from, unsigned *to)
{
	td_span span = td_span_trim(td_span_of(word));
	ptrdiff_t dash = td_span_find_byte(span, '-');

	if (span.n > 1 && *span.p == '<') {
		*from = 1;
		if (!td_span_to_unsigned(td_span_skip(span, 1), TD_MAX_SERIES, to))
			return false;
		*to -= *to > 0;
		return true;
	}
	if (dash < 0) {
		*to = 0;
		if (!td_span_to_unsigned(span, TD_MAX_SERIES, from))
			return false;
		*to = *from;
		return true;
	}
	if (!td_span_to_unsigned(td_span_head(span, (size_t)dash), TD_MAX_SERIES, from))
		return false;
	span = td_span_skip(span, (size_t)dash + 1);
	*to = total;
	return span.n == 0 || td_span_to_unsigned(span, TD_MAX_SERIES, to);
}

static bool
pick_numbers(const char *pick, unsigned total, bool *wanted, GError **error)
{
	g_auto(GStrv) words = g_strsplit(pick, ",", -1);

	for (char **word = words; *word; word++) {
		unsigned from, to;

		if (!read_pick(*word, total, &from, &to) || from == 0 || to > total ||
		    from > to) {
			g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
			    "--cherry-pick: '%s' is no number of a patch from 1 to %u",
			    *word, total);
			return false;
		}
		for (unsigned i = from; i <= to; i++)
			wanted[i] = true;
	}
	return true;
}

/* Which slots --cherry-pick wants; all without it. */
static bool
pick_slots(td_am_work *work, int64_t message, bool *wanted, GError **error)
{
	const char *pick = work->options->pick;
	unsigned total = work->slots->len - 1;
	g_autofree char *glob = NULL;
	bool any = false;

	if (pick && strcmp(pick, "_") != 0 && !strchr(pick, '*'))
		return pick_numbers(pick, total, wanted, error);
	glob = pick ? g_utf8_strdown(pick, -1) : NULL;
	for (unsigned i = 1; i <= total; i++) {
		const td_am_mail *mail = slot_mail(work, i);

		if (!pick)
			wanted[i] = true;
		else if (strcmp(pick, "_") == 0)
			wanted[i] = mail && mail->id == message;
		else
			wanted[i] = mail && td_glob_match(glob, td_span_of(mail->title));
		any = any || wanted[i];
	}
	if (any || total == 0)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
	    strcmp(pick, "_") == 0
		? "--cherry-pick: the message asked for is no patch of v%u"
		: "--cherry-pick: no patch of v%u has such a title",
	    work->am->version);
	return false;
}

/* Lines at the foot that name what the series stands on. */
static void
read_needs(td_am *am, const char *text)
{
	td_span rest = td_span_of(text);
	td_span line;

	while (am->needs->len < NEEDS_MAX && td_span_next_line(&rest, &line)) {
		line = td_span_trim(line);
		if (line.n < 300 && (td_span_has_prefix(line, "prerequisite-") ||
					td_span_has_prefix(line, "Depends-on:") ||
					td_span_has_prefix(line, "Based-on:")))
			g_ptr_array_add(am->needs, td_span_dup(line));
	}
}

/* Nobody sees these, and what is seen may not be what is applied. */
static void
warn_invisible(td_am *am, const td_am_patch *patch, td_span text)
{
	const char *end = td_span_end(text);

	for (const char *p = text.p; p < end;) {
		gunichar c;

		if ((unsigned char)*p < 0x80) {
			p++;
			continue;
		}
		c = g_utf8_get_char_validated(p, end - p);
		if (c == (gunichar)-1 || c == (gunichar)-2) {
			p++;
			continue;
		}
		if (g_unichar_type(c) == G_UNICODE_FORMAT) {
			warn(am, "patch %u has invisible characters in it (U+%04X)",
			    patch->number, c);
			return;
		}
		p += g_utf8_skip[(unsigned char)*p];
	}
}

static char *
make_name(const td_am *am, const td_message *message, const char *title)
{
	const char *address = message->from ? message->from->address : "";
	g_autoptr(GString) name = g_string_new(NULL);
	g_autofree char *raw = NULL, *lower = NULL;
	struct tm day;
	time_t local = (time_t)(message->sent + (int64_t)message->sent_zone * 60);
	bool gap = false;

	gmtime_r(&local, &day);
	raw = g_strdup_printf("%04d%02d%02d_%.*s_%s", day.tm_year + 1900, day.tm_mon + 1,
	    day.tm_mday, (int)strcspn(address, "@"), address, title);
	lower = g_utf8_strdown(raw, -1);
	if (am->version > 1)
		g_string_append_printf(name, "v%u_", am->version);
	for (const char *p = lower; *p; p += g_utf8_skip[(unsigned char)*p]) {
		gunichar c = g_utf8_get_char(p);

		if (!g_unichar_isalnum(c) && c != '_') {
			gap = true;
			continue;
		}
		if (gap)
			g_string_append_c(name, '_');
		gap = false;
		g_string_append_unichar(name, c);
	}
	if (g_utf8_strlen(name->str, -1) > NAME_CHARACTERS)
		g_string_truncate(
		    name, (gsize)(g_utf8_offset_to_pointer(name->str, NAME_CHARACTERS) -
				  name->str));
	return g_strdup(name->str);
}

/* The cover letter, or else the first patch, gives the series its name and its base. */
static void
read_head(td_am *am, const td_message *message, const td_patch *patch)
{
	if (!am->head_id) {
		am->head_id = g_strdup(message->message_id);
		am->title = g_strdup(patch->subject->title);
		am->name = make_name(am, message, patch->subject->title);
	}
	if (!am->base_commit && *patch->base_commit)
		am->base_commit = g_strdup(patch->base_commit);
	am->has_version = am->has_version || patch->subject->has_version;
	am->has_number = am->has_number || patch->subject->has_number;
	read_needs(am, patch->text);
}

static bool
load(td_am_work *work, int64_t id, td_message **message, td_patch **patch, GError **error)
{
	td_span bytes;

	if (!work->options->load(id, &bytes, work->options->data, error))
		return false;
	*message = td_message_parse(bytes, 0);
	*patch = td_patch_read(*message, NULL);
	return true;
}

/* False on error; a mail without a diff leaves its slot missing. */
static bool
add_patch(td_am_work *work, const td_am_mail *mail, unsigned number, GError **error)
{
	const td_index_series *posting =
	    &g_array_index(work->am->versions, td_index_series, (unsigned)mail->posting);
	g_autoptr(td_message) message = NULL;
	g_autoptr(td_patch) patch = NULL;
	const td_am_mail *rival = td_am_find_rival(work, mail);
	td_am_patch *one;

	if (rival)
		warn(work->am, "patch %u was sent twice: <%s> is left out", number,
		    rival->message_id);
	if (!load(work, mail->id, &message, &patch, error))
		return false;
	if (!patch->diff || !patch->patch_bytes) {
		warn(work->am, "patch %u has no diff", number);
		g_array_append_val(work->am->missing, number);
		return true;
	}
	one = new_patch(mail, number);
	one->title = g_strdup(patch->title);
	one->version = posting->version;
	one->minor = posting->minor;
	g_ptr_array_unref(one->has);
	one->has = g_steal_pointer(&patch->trailers);
	g_ptr_array_add(work->am->patches, one);
	read_head(work->am, message, patch);
	if (patch->diff->corrupt)
		warn(work->am, "patch %u is damaged: git apply would refuse it", number);
	if (patch->attached > 1)
		warn(work->am, "patch %u is a mail with %u patches attached", number,
		    patch->attached);
	warn_invisible(work->am, one,
	    (td_span){ (const char *)patch->patch_bytes->data, patch->patch_bytes->len });
	return true;
}

static bool
add_cover(td_am_work *work, GError **error)
{
	const td_am_mail *cover = slot_mail(work, 0);
	g_autoptr(td_message) message = NULL;
	g_autoptr(td_patch) patch = NULL;

	if (!cover)
		return true;
	if (!load(work, cover->id, &message, &patch, error))
		return false;
	work->am->cover = cover->id;
	read_head(work->am, message, patch);
	return true;
}

static bool
add_patches(td_am_work *work, int64_t message, GError **error)
{
	unsigned total = work->slots->len - 1;
	g_autofree bool *wanted = g_new0(bool, total + 1);

	work->am->total = total;
	if (!pick_slots(work, message, wanted, error) || !add_cover(work, error))
		return false;
	for (unsigned i = 1; i <= total; i++) {
		const td_am_mail *mail = slot_mail(work, i);

		if (!wanted[i])
			continue;
		if (!mail)
			g_array_append_val(work->am->missing, i);
		else if (!add_patch(work, mail, i, error))
			return false;
	}
	return true;
}

/* Who names an answer may mean what it brings. */
static void
warn_of_own_diff(td_am_work *work, int64_t message)
{
	const td_am_mail *mail = td_am_find_mail(work, message);

	if (mail && mail->kind == TD_KIND_REPLY && mail->posting < 0 &&
	    mail->patch_id[0] != '\0')
		warn(work->am,
		    "what was asked for is an answer with a diff of its own, which "
		    "'tidings show --raw %s' has",
		    mail->message_id);
}

td_am *
td_am_build(
    td_index *index, int64_t message, const td_am_options *options, GError **error)
{
	g_autoptr(td_am) am = new_am();
	g_autoptr(GArray) mails = g_array_new(FALSE, TRUE, sizeof(td_am_mail));
	g_autoptr(GArray) slots = g_array_new(FALSE, FALSE, sizeof(int));
	td_am_work work = {
		.am = am,
		.index = index,
		.options = options,
		.mails = mails,
		.slots = slots,
	};

	g_array_set_clear_func(mails, clear_mail);
	if (!td_am_load_versions(&work, message, error) ||
	    !td_am_load_mails(&work, error) || !choose_version(&work, error))
		return NULL;
	td_am_fill_slots(&work);
	td_am_find_others(&work);
	if (!add_patches(&work, message, error) || !td_am_load_trailers(&work, error))
		return NULL;
	warn_of_own_diff(&work, message);
	return g_steal_pointer(&am);
}
