/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/words.c - small facts of a report as words, the same in every format */
#include "render/words.h"

#include <string.h>

#include "compare/compare.h"
#include "output/clean.h"

/* What a path segment may hold as it is (RFC 3986 pchar). */
static bool
is_path_byte(char c)
{
	return g_ascii_isalnum(c) || (c && strchr("-._~!$&'()*+,;=:@", c));
}

static void
append_escaped(GString *url, const char *message_id)
{
	for (const char *p = message_id; *p; p++) {
		if (is_path_byte(*p))
			g_string_append_c(url, *p);
		else
			g_string_append_printf(url, "%%%02X", (unsigned char)*p);
	}
}

const char *
td_words_kind(td_kind kind)
{
	static const char *const words[] = {
		[TD_KIND_MAIL] = "mail",
		[TD_KIND_PATCH] = "patch",
		[TD_KIND_COVER] = "cover",
		[TD_KIND_PULL] = "pull",
		[TD_KIND_REPLY] = "reply",
		[TD_KIND_NOTICE] = "notice",
	};

	return words[kind];
}

char *
td_words_mail_url(const td_render_options *options, const char *message_id)
{
	const char *form =
	    options->mail_url ? options->mail_url : "https://lore.kernel.org/all/%s/";
	const char *hole = strstr(form, "%s");
	GString *url = g_string_new(NULL);

	g_string_append_len(url, form, hole ? hole - form : (gssize)strlen(form));
	append_escaped(url, message_id);
	if (hole)
		g_string_append(url, hole + 2);
	return g_string_free(url, FALSE);
}

/* "v3", "V2.1", "2/11": words that are told elsewhere. */
static bool
is_number_tag(const char *word)
{
	size_t v = *word == 'v' || *word == 'V';
	size_t n = strspn(word + v, "0123456789./");

	return n > 0 && word[v + n] == '\0' && (v > 0 || strchr(word, '/'));
}

/* "PATCH", also with a number glued on: "PATCHv3". */
static bool
is_told_tag(const char *word)
{
	static const char *const starts[] = { "PATCH", "PATCHSET", "PATCHES", "RFC",
		"RESEND", "RESENT", "REPOST", "GIT", "PULL" };

	for (size_t i = 0; i < G_N_ELEMENTS(starts); i++) {
		size_t n = strlen(starts[i]);

		if (g_ascii_strncasecmp(word, starts[i], n) == 0 &&
		    (word[n] == '\0' || is_number_tag(word + n)))
			return true;
	}
	return false;
}

/* "PATCH-next" names a tree, too. */
static const char *
skip_patch(const char *word)
{
	static const char patch[] = "PATCH-";

	return g_ascii_strncasecmp(word, patch, strlen(patch)) == 0 &&
		       g_ascii_isalpha(word[strlen(patch)])
		   ? word + strlen(patch)
		   : word;
}

char *
td_words_tree(const char *tags)
{
	g_auto(GStrv) words = g_strsplit(tags ? tags : "", " ", -1);
	GString *tree = g_string_new(NULL);

	for (char **word = words; *word; word++) {
		const char *name = skip_patch(*word);

		if (!*name || is_number_tag(name) || is_told_tag(name))
			continue;
		if (tree->len > 0)
			g_string_append_c(tree, ' ');
		g_string_append(tree, name);
	}
	return g_string_free(tree, FALSE);
}

char *
td_words_marks(const td_report_series *series)
{
	g_autofree char *tree = td_words_tree(series->tags);

	if (!series->rfc || series->status == TD_STATUS_RFC)
		return g_steal_pointer(&tree);
	return g_strconcat("RFC", *tree ? " " : "", tree, NULL);
}

char *
td_words_person(const td_report_person *person)
{
	if (!person)
		return g_strdup("");
	/* Some give their address for their name. */
	if (!person->name[0] || g_ascii_strcasecmp(person->name, person->address) == 0)
		return g_strdup(person->address);
	if (!person->address[0])
		return g_strdup(person->name);
	return g_strdup_printf("%s <%s>", person->name, person->address);
}

const char *
td_words_name(const td_report_person *person)
{
	if (!person)
		return "";
	return person->name[0] ? person->name : person->address;
}

static void
append_run(GString *text, unsigned first, unsigned last)
{
	if (text->len > 0)
		g_string_append(text, ", ");
	if (first == last)
		g_string_append_printf(text, "%u", first);
	else
		g_string_append_printf(
		    text, "%u%s%u", first, last == first + 1 ? ", " : "-", last);
}

char *
td_words_runs(const GArray *numbers)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; numbers && i < numbers->len;) {
		unsigned first = g_array_index(numbers, unsigned, i);
		unsigned last = first;

		while (
		    ++i < numbers->len && g_array_index(numbers, unsigned, i) == last + 1)
			last++;
		append_run(text, first, last);
	}
	return g_string_free(text, FALSE);
}

char *
td_words_missing(const td_report_series *series)
{
	return td_words_runs(series->missing);
}

char *
td_words_left_out(const td_report *report)
{
	GString *text;
	unsigned sum = 0;

	if (report->totals.left_out == 0)
		return NULL;
	text = g_string_new("not shown: ");
	for (guint i = 0; i < report->classes->len; i++) {
		const td_report_count *class = g_ptr_array_index(report->classes, i);

		if (strcmp(class->name, "human") == 0 || class->patches == 0)
			continue;
		g_string_append_printf(
		    text, "%s%u %s", sum ? ", " : "", class->patches, class->name);
		sum += class->patches;
	}
	/* Only the default, which is all but human, tells by itself what was left out. */
	if (sum != report->totals.left_out)
		g_string_printf(text, "not shown: %u mails of other classes",
		    report->totals.left_out);
	return g_string_free(text, FALSE);
}

const char *
td_words_order(td_report_order order)
{
	static const char *const words[] = {
		[TD_ORDER_ARRIVAL] = "newest arrival first",
		[TD_ORDER_OLDEST] = "oldest arrival first",
		[TD_ORDER_DATE] = "newest Date first, which is not the order of arrival",
		[TD_ORDER_TITLE] = "by title",
		[TD_ORDER_AUTHOR] = "by author",
		[TD_ORDER_SIZE] = "most lines touched first",
		[TD_ORDER_REPLIES] = "most replies first",
	};

	return words[order];
}

/* In the words of `tidings diff`. */
static void
append_compared(GString *text, const td_report_changes *changes)
{
	const td_compare_counts counts = {
		.older = changes->older,
		.newer = changes->newer,
		.same = changes->same,
		.changed = changes->changed,
		.rewritten = changes->rewritten,
		.added = changes->added,
		.dropped = changes->dropped,
		.reworded = changes->reworded,
		.reordered = changes->reordered,
	};
	g_autofree char *words = td_compare_say(&counts);

	g_string_append_printf(text, ": %s", words);
}

static void
append_changes(GString *text, const td_report_previous *previous)
{
	const char *mark = ": ";

	if (previous->compared) {
		append_compared(text, &previous->changes);
		return;
	}
	if (previous->patches == 0)
		return;
	if (previous->changed > 0 && previous->patches > 1) {
		g_string_append_printf(text, ": %u of %u patches changed",
		    previous->changed, previous->patches);
		mark = ", ";
	} else if (previous->changed > 0) {
		g_string_append(text, ": the patch changed");
		mark = ", ";
	}
	if (previous->added > 0) {
		g_string_append_printf(text, "%s%u new", mark, previous->added);
		mark = ", ";
	}
	if (previous->dropped > 0) {
		g_string_append_printf(text, "%s%u dropped", mark, previous->dropped);
		mark = ", ";
	}
	if (mark[0] == ':')
		g_string_append(text, ": no diff changed");
}

char *
td_words_previous(const td_report_series *series)
{
	const td_report_previous *previous = series->previous;
	GString *text;

	if (!previous)
		return NULL;
	/* Where parts are missing nothing was compared. */
	text = g_string_new(
	    previous->compared || previous->patches > 0 ? "since" : "follows");
	g_string_append_printf(text, " v%u", previous->version);
	if (previous->minor > 0)
		g_string_append_printf(text, ".%u", previous->minor);
	append_changes(text, previous);
	return g_string_free(text, FALSE);
}

GPtrArray *
td_words_listed(const td_report *report)
{
	GPtrArray *all = g_ptr_array_new();

	for (unsigned i = 0; i < report->series->len; i++)
		g_ptr_array_add(all, g_ptr_array_index(report->series, i));
	for (unsigned i = 0; i < report->earlier->len; i++)
		g_ptr_array_add(all, g_ptr_array_index(report->earlier, i));
	return all;
}

td_words_group
td_words_group_of(const td_report_series *series)
{
	static const td_words_group groups[] = {
		[TD_STATUS_NEW] = TD_GROUP_NEW,
		[TD_STATUS_UPDATED] = TD_GROUP_VERSIONS,
		[TD_STATUS_RESENT] = TD_GROUP_RESENT,
		[TD_STATUS_RFC] = TD_GROUP_RFC,
		[TD_STATUS_REVIEWED] = TD_GROUP_REVIEWED,
		[TD_STATUS_CHANGES] = TD_GROUP_CHANGES,
		[TD_STATUS_REJECTED] = TD_GROUP_REJECTED,
		[TD_STATUS_APPLIED] = TD_GROUP_APPLIED,
		[TD_STATUS_PARTLY_APPLIED] = TD_GROUP_APPLIED,
		[TD_STATUS_SUPERSEDED] = TD_GROUP_SUPERSEDED,
	};

	/* Of an older series the page tells what happened to it in the range. */
	if (series->before && groups[series->status] < TD_GROUP_REVIEWED)
		return TD_GROUP_PARTS;
	/* Not everybody numbers, and b4's users begin with v1 again. */
	if (series->status == TD_STATUS_NEW && series->previous)
		return TD_GROUP_VERSIONS;
	return groups[series->status];
}

const char *
td_words_group_name(td_words_group group)
{
	static const char *const names[] = {
		[TD_GROUP_NEW] = "New",
		[TD_GROUP_VERSIONS] = "New versions",
		[TD_GROUP_RFC] = "Requests for comments",
		[TD_GROUP_RESENT] = "Sent again",
		[TD_GROUP_REVIEWED] = "Reviewed in full",
		[TD_GROUP_PARTS] = "Reviewed in part",
		[TD_GROUP_APPLIED] = "Applied",
		[TD_GROUP_CHANGES] = "Changes requested",
		[TD_GROUP_REJECTED] = "Rejected",
		[TD_GROUP_SUPERSEDED] = "Superseded within the range",
	};

	return names[group];
}

const char *
td_words_status(td_report_status status)
{
	static const char *const words[] = {
		[TD_STATUS_NEW] = "New",
		[TD_STATUS_UPDATED] = "New version",
		[TD_STATUS_RESENT] = "Sent again",
		[TD_STATUS_RFC] = "RFC",
		[TD_STATUS_REVIEWED] = "Reviewed",
		[TD_STATUS_CHANGES] = "Changes requested",
		[TD_STATUS_REJECTED] = "Rejected",
		[TD_STATUS_APPLIED] = "Applied",
		[TD_STATUS_PARTLY_APPLIED] = "Partly applied",
		[TD_STATUS_SUPERSEDED] = "Superseded",
	};

	return words[status];
}

const char *
td_words_once(const td_report *report)
{
	for (unsigned i = 0; i < report->contributors->len; i++) {
		const td_report_contributor *row = report->contributors->pdata[i];

		if (row->posted > row->patches)
			return "each patch once, however often posted";
	}
	return "";
}

char *
td_words_applied(const td_report *report)
{
	unsigned n = report->applied->len;

	return g_strdup_printf("%u %s; %s before this range", n,
	    n == 1 ? "patch, series or request" : "patches, series or requests",
	    n == 1 ? "it may have been sent" : "some may have been sent");
}

bool
td_words_grouped(td_report_order order)
{
	return order == TD_ORDER_ARRIVAL || order == TD_ORDER_OLDEST ||
	       order == TD_ORDER_DATE;
}

#define SIGNATURE_LINES 12

/* The last "-- " line, where little enough follows to be a signature. */
static void
cut_signature(char *text)
{
	char *end = text + strlen(text);
	unsigned lines = 0;

	while (end > text && lines <= SIGNATURE_LINES) {
		char *newline = memrchr(text, '\n', (size_t)(end - text));
		char *line = newline ? newline + 1 : text;

		if (g_str_has_prefix(line, "-- \n") || strcmp(line, "-- ") == 0) {
			*line = '\0';
			return;
		}
		if (!newline)
			return;
		end = newline;
		lines++;
	}
}

char *
td_words_message(const td_report *report, const td_report_patch *patch, GError **error)
{
	g_autofree char *raw = td_report_load_text(report, patch, error);
	char *text;
	size_t blank = 0;

	if (!raw)
		return NULL;
	text = td_clean_text(raw);
	if (patch->number == 0)
		cut_signature(text);
	g_strchomp(text);
	/* Whole blank lines go at the top, the indent of the first line stays. */
	for (size_t i = 0; text[i] == ' ' || text[i] == '\t' || text[i] == '\n'; i++) {
		if (text[i] == '\n')
			blank = i + 1;
	}
	memmove(text, text + blank, strlen(text + blank) + 1);
	return text;
}

char *
td_words_changelog(const td_report *report, const td_report_patch *patch, GError **error)
{
	g_autofree char *raw = td_report_load_changelog(report, patch, error);

	return raw ? g_strchomp(td_clean_text(raw)) : NULL;
}

unsigned
td_words_rows(const td_report *report, const GPtrArray *list)
{
	return report->top ? MIN(report->top, list->len) : list->len;
}

char *
td_words_topic(const td_report_thread *thread)
{
	g_autofree char *tree = td_words_tree(thread->tags);
	g_auto(GStrv) words = g_strsplit(thread->tags ? thread->tags : "", " ", -1);
	const char *title = thread->title[0] ? thread->title : "(no subject)";
	bool rfc = false;

	for (char **word = words; *word; word++)
		rfc |= g_ascii_strcasecmp(*word, "RFC") == 0;
	if (!rfc && !*tree)
		return g_strdup(title);
	return g_strconcat(
	    title, rfc ? " [RFC" : " [", rfc && *tree ? " " : "", tree, "]", NULL);
}

GPtrArray *
td_words_discussions(const td_report *report)
{
	unsigned ranked =
	    report->parts & TD_PART_THREADS ? td_words_rows(report, report->threads) : 0;
	GPtrArray *list = g_ptr_array_new();

	for (unsigned i = 0; i < report->discussions->len; i++) {
		td_report_thread *thread = g_ptr_array_index(report->discussions, i);

		if (thread->rank == 0 || thread->rank > ranked)
			g_ptr_array_add(list, thread);
	}
	return list;
}

const char *
td_words_discussions_name(const td_report *report)
{
	return report->parts & TD_PART_THREADS && report->threads->len > 0
		   ? "Other new discussions"
		   : "New discussions";
}
