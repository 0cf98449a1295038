/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/patch.c - puts together what the readers beside it found in one mail */
#include "patch/patch.h"

#include "base/limits.h"
#include "message/charset.h"
#include "message/header.h"
#include "notice/cited.h"
#include "notice/robot.h"
#include "notice/verdict.h"
#include "patch/attached.h"
#include "patch/author.h"
#include "patch/below_quote.h"
#include "patch/changelog.h"
#include "patch/changeset.h"
#include "patch/footer.h"
#include "patch/kind.h"
#include "patch/split.h"

/* How far from the end of a mail base-commit and change-id are looked for. */
#define FOOT_BYTES 4096
#define LONGEST_DATE 256

void
td_patch_free(td_patch *patch)
{
	if (!patch)
		return;
	td_subject_free(patch->subject);
	td_address_free(patch->author);
	td_address_free(patch->sender);
	g_free(patch->title);
	g_free(patch->date);
	g_free(patch->commit_message);
	g_free(patch->own_message);
	g_free(patch->notes);
	g_clear_pointer(&patch->patch_bytes, g_byte_array_unref);
	g_free(patch->patch_charset);
	td_diffstat_free(patch->diffstat);
	td_diff_free(patch->diff);
	g_clear_pointer(&patch->trailers, g_ptr_array_unref);
	g_free(patch->change_id);
	td_pull_free(patch->pull);
	td_notice_free(patch->notice);
	td_notice_free(patch->cited);
	g_clear_pointer(&patch->mentions, g_ptr_array_unref);
	g_free(patch->text);
	g_free(patch);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* One line with single blanks, and none at its ends. */
static char *
fold_blanks(td_span text)
{
	char *folded;
	size_t n = 0;

	text = td_span_trim(text);
	folded = g_malloc(text.n + 1);
	for (size_t i = 0; i < text.n; i++) {
		if (is_blank(text.p[i]) && n > 0 && folded[n - 1] == ' ')
			continue;
		folded[n++] = is_blank(text.p[i]) ? ' ' : text.p[i];
	}
	folded[n] = '\0';
	return folded;
}

/* What git makes the commit's subject: without Re: and [brackets] at its front. */
static char *
clean_title(td_span subject)
{
	for (;;) {
		ptrdiff_t close;

		if (subject.n > 3 && (subject.p[0] | 0x20) == 'r' &&
		    (subject.p[1] | 0x20) == 'e' && subject.p[2] == ':') {
			subject = td_span_skip(subject, 3);
		} else if (subject.n > 0 &&
			   (subject.p[0] == ' ' || subject.p[0] == '\t' ||
			       subject.p[0] == ':')) {
			subject = td_span_skip(subject, 1);
		} else if (subject.n > 0 && subject.p[0] == '[' &&
			   (close = td_span_find_byte(subject, ']')) > 0) {
			subject = td_span_skip(subject, (size_t)close + 1);
		} else {
			return fold_blanks(subject);
		}
	}
}

static bool
is_diff_line(td_span line)
{
	return td_span_has_prefix(line, "diff -") ||
	       td_span_has_prefix(line, "Index: ") ||
	       (td_span_has_prefix(line, "--- ") && line.n > 4 && !is_blank(line.p[4]));
}

/* The lines of git format-patch below the diffstat. */
static bool
is_summary_line(td_span line)
{
	static const char *const begins[] = { " create mode ", " delete mode ",
		" mode change ", " rename ", " copy ", " rewrite " };

	for (size_t i = 0; i < G_N_ELEMENTS(begins); i++) {
		if (td_span_has_prefix(line, begins[i]))
			return true;
	}
	return false;
}

/* The patch from behind its "---" line to the diff, the signature or the end. */
static td_span
below_dashes(td_span patch)
{
	td_span rest = patch;
	td_span line, begin;

	if (!td_span_next_line(&rest, &line) || is_diff_line(line))
		return (td_span){ "", 0 };
	begin = rest;
	while (rest.n > 0) {
		td_span here = rest;

		td_span_next_line(&rest, &line);
		if (is_diff_line(line) || td_span_is(line, "-- "))
			return td_span_between(begin.p, here.p);
	}
	return begin;
}

/* What the author tells below "---": above the diffstat and between it and the diff. */
static char *
read_notes(
    td_span patch, const td_diffstat *diffstat, const char *charset, unsigned *defects)
{
	g_auto(td_converters) converters = { 0 };
	g_autoptr(GString) notes = g_string_new(NULL);
	td_span text = below_dashes(patch);
	td_span line;

	if (diffstat && diffstat->text.p >= text.p &&
	    td_span_end(diffstat->text) <= td_span_end(text)) {
		td_span above = td_span_trim(td_span_between(text.p, diffstat->text.p));

		td_append_utf8(notes, above, charset, &converters, defects);
		text = td_span_between(td_span_end(diffstat->text), td_span_end(text));
		td_span_next_line(&text, &line);
		for (td_span rest = text;
		     td_span_next_line(&rest, &line) && is_summary_line(line);)
			text = rest;
	}
	text = td_span_trim(text);
	if (notes->len > 0 && text.n > 0)
		g_string_append(notes, "\n\n");
	td_append_utf8(notes, text, charset, &converters, defects);
	if (notes->len > 0)
		g_string_append_c(notes, '\n');
	return g_strdup(notes->str);
}

static void
read_foot_line(td_patch *patch, td_span line)
{
	td_span value;

	if (td_span_has_prefix(line, "base-commit: ")) {
		size_t n = 0;

		value = td_span_trim(td_span_skip(line, 13));
		while (n < value.n && g_ascii_isxdigit(value.p[n]))
			n++;
		if (n == value.n && (n == 40 || n == 64)) {
			memcpy(patch->base_commit, value.p, n);
			patch->base_commit[n] = '\0';
		}
	} else if (td_span_has_prefix(line, "change-id: ") && !patch->change_id) {
		unsigned defects = 0;

		value = td_span_trim(td_span_skip(line, 11));
		if (value.n > 0 && value.n < 256 && td_span_find_byte(value, ' ') < 0)
			patch->change_id = td_utf8_line(value, 256, &defects);
	}
}

/* b4 and git format-patch --base write these as lines of their own at the end. */
static void
read_foot(td_patch *patch, td_span text)
{
	td_span line;

	if (text.n > FOOT_BYTES)
		text = td_span_skip(text, text.n - FOOT_BYTES);
	while (td_span_next_line(&text, &line)) {
		if (line.n > 11 && (line.p[0] == 'b' || line.p[0] == 'c'))
			read_foot_line(patch, line);
	}
}

/* "[PATCHSET v5 02/10]" is the second of ten sets, each with numbers of its own. */
static void
drop_number_of_sets(td_subject *subject)
{
	if (!subject->set || subject->number == 0)
		return;
	subject->number = subject->total = 0;
	subject->has_number = false;
}

static void
read_diff(td_patch *patch, td_span bytes, const td_patch_options *options)
{
	if (bytes.n == 0)
		return;
	patch->diff = td_diff_parse(bytes);
	if (!patch->diff)
		return;
	if (!options || !options->no_patch_id)
		td_patch_id(bytes, patch->patch_id);
	if (patch->diff->corrupt)
		patch->defects |= TD_DEFECT_BAD_DIFF;
	if (patch->diff->crlf)
		patch->defects |= TD_DEFECT_CRLF;
}

static void
add_word(td_patch *patch, const char *key, td_span value)
{
	td_trailer *word = g_new0(td_trailer, 1);

	word->key = g_strdup(key);
	word->value = td_span_dup(value);
	g_ptr_array_add(patch->trailers, word);
}

/* "pw-bot: cr" at a line's start is a maintainer's command to patchwork's robot. */
static void
read_command(td_patch *patch)
{
	static const char key[] = "pw-bot:";
	td_span rest = td_span_of(patch->text);
	td_span line;
	ptrdiff_t at;

	while ((at = td_span_find(rest, key)) >= 0) {
		bool begins = at == 0 || rest.p[at - 1] == '\n';

		rest = td_span_skip(rest, (size_t)at + strlen(key));
		if (begins && td_span_next_line(&rest, &line)) {
			add_word(patch, "pw-bot",
			    td_span_head(td_span_trim(line), TD_MAX_NAME_BYTES));
			return;
		}
	}
}

/* What an answer says of the patch as a whole goes the way of its trailers. */
static void
read_verdict(td_patch *patch)
{
	const char *word = td_verdict_word(td_verdict_find(td_span_of(patch->text),
	    patch->subject->number > 0 && patch->subject->total > 1,
	    patch->subject->version));

	if (word)
		add_word(patch, TD_VERDICT_KEY, td_span_of(word));
}

const char *
td_patch_sender(const td_message *message, const td_patch *patch)
{
	const td_address *sender = patch->sender ? patch->sender : message->from;

	return sender ? sender->address : NULL;
}

/* git takes no trailers out of the first paragraph, which is the title. */
static void
read_trailers(const td_message *message, td_patch *patch)
{
	const char *text =
	    patch->own_message ? patch->own_message : patch->commit_message;
	g_autofree char *whole = NULL;

	if (patch->kind == TD_KIND_REPLY) {
		patch->trailers = td_trailer_parse_reply(
		    td_span_of(patch->text), td_patch_sender(message, patch));
		if (!patch->text)
			return;
		read_command(patch);
		read_verdict(patch);
		return;
	}
	whole = g_strconcat(patch->title, "\n\n", text, NULL);
	patch->trailers = td_trailer_parse_message(td_span_of(whole));
}

static char *
read_date(const td_message *message, const char *inbody)
{
	g_autoptr(GString) buffer = NULL;
	g_autofree char *line = NULL;
	unsigned defects = 0;
	td_span value;

	if (inbody)
		return fold_blanks(td_span_of(inbody));
	buffer = g_string_new(NULL);
	value = message->wrapped_date.n > 0 ? message->wrapped_date : message->raw_date;
	value = td_header_unfold(td_span_head(value, LONGEST_DATE), buffer);
	line = td_utf8_line(value, LONGEST_DATE, &defects);
	return fold_blanks(td_span_of(line));
}

/* A patch sent along with an answer: its own message, and its author, stand below the
 * quote. */
static void
look_below_quote(td_patch *patch, td_span bytes, const char *charset)
{
	td_below_quote below;

	if (!td_below_quote_find(
		td_span_of(patch->commit_message), bytes, charset, &below))
		return;
	patch->own_message = g_steal_pointer(&below.message);
	if (below.from && patch->author_source != TD_AUTHOR_INBODY) {
		if (patch->author_source != TD_AUTHOR_FROM)
			patch->sender = g_steal_pointer(&patch->author);
		td_address_free(patch->author);
		patch->author = td_author_parse(td_span_of(below.from));
		patch->author_source = TD_AUTHOR_INBODY;
	}
	td_below_quote_clear(&below);
}

static void
read_versions(td_patch *patch, td_span bytes)
{
	if (patch->kind != TD_KIND_PATCH && patch->kind != TD_KIND_COVER)
		return;
	td_sketch_make(bytes, &patch->sketch);
	/* Whichever list's copy this is. */
	td_sketch_make_prose(
	    td_footer_cut(td_span_of(
		patch->own_message ? patch->own_message : patch->commit_message)),
	    &patch->prose);
	patch->mentions = g_ptr_array_new_with_free_func((GDestroyNotify)td_mention_free);
	td_mention_find(
	    td_footer_cut(td_span_of(patch->commit_message)), patch->mentions);
	td_mention_find(td_span_of(patch->notes), patch->mentions);
	/* A commit message has what the patch went through elsewhere, too. */
	patch->said_version = td_changelog_newest(td_span_of(
	    patch->kind == TD_KIND_COVER ? patch->commit_message : patch->notes));
}

/* A patch's message was read for its trailers; what answers others is read as a whole. */
static void
read_cited(const td_message *message, td_patch *patch)
{
	bool proposes = patch->kind == TD_KIND_PATCH || patch->kind == TD_KIND_COVER;
	td_span text;

	for (guint i = 0; i < patch->trailers->len; i++) {
		const td_trailer *trailer = g_ptr_array_index(patch->trailers, i);

		if ((trailer->key[0] | 0x20) == 'f' &&
		    g_ascii_strcasecmp(trailer->key, "Fixes") == 0)
			td_cited_add_fixes(&patch->cited, td_span_of(trailer->value));
	}
	text = td_span_of(proposes ? patch->commit_message : patch->text);
	td_cited_find(&patch->cited, text);
	if (patch->kind == TD_KIND_PATCH)
		td_cited_find_upstream(&patch->cited, text, patch->subject->title);
	if (patch->cited && (td_robot_is(message->from) || td_robot_is(patch->author)))
		g_clear_pointer(&patch->cited, td_notice_free);
}

td_patch *
td_patch_read(const td_message *message, const td_patch_options *options)
{
	td_patch *patch = g_new0(td_patch, 1);
	g_autoptr(td_body) body = NULL;
	g_autoptr(td_split) split = NULL;
	bool scissors = !options || !options->no_scissors;
	td_span bytes = { "", 0 };

	patch->defects = message->defects;
	body = td_body_read(message, &patch->defects);
	patch->subject = td_subject_parse(td_span_of(message->subject));
	td_subject_drop_list(
	    patch->subject, td_span_of(message->subject), message->list_id);
	split = td_split_read(body, scissors);
	if (!patch->subject->reply && !td_kind_is_answer(message, patch->subject))
		patch->attached = td_attached_read(
		    body, options ? options->attached : 0, scissors, split);
	if (split->patch && !patch->subject->reply)
		td_changeset_read(split);
	patch->defects |= split->defects;
	if (split->patch)
		bytes = (td_span){ (const char *)split->patch->data, split->patch->len };
	/* In-body headers count only where a patch follows them. */
	patch->author = td_author_find(
	    message, bytes.n > 0 ? split->from : NULL, &patch->author_source);
	if (patch->author_source == TD_AUTHOR_INBODY)
		patch->sender = td_author_sender(message);
	patch->title = clean_title(td_span_of(
	    bytes.n > 0 && split->subject ? split->subject : message->subject));
	patch->date = read_date(message, bytes.n > 0 ? split->date : NULL);
	patch->commit_message = g_string_free(g_steal_pointer(&split->message), FALSE);
	patch->diffstat = td_diffstat_find(bytes);
	if (!patch->diffstat)
		patch->diffstat = td_diffstat_find(td_span_of(patch->commit_message));
	patch->notes =
	    read_notes(bytes, patch->diffstat, split->charset, &patch->defects);
	read_diff(patch, bytes, options);
	if (!patch->diff)
		drop_number_of_sets(patch->subject);
	read_foot(patch, td_span_of(patch->commit_message));
	read_foot(patch, bytes);
	if (!patch->diff)
		patch->defects &= ~(unsigned)TD_DEFECT_FLOWED;
	patch->text = td_body_to_utf8(body);
	patch->notice = td_notice_find(message, patch->subject, td_span_of(patch->text));
	if (!patch->subject->reply && !patch->diff)
		patch->pull = td_pull_find(td_span_of(patch->text));
	patch->kind = td_kind_decide(message, patch, body);
	if (patch->kind == TD_KIND_PATCH)
		look_below_quote(patch, bytes, split->charset);
	if (options && options->versions)
		read_versions(patch, bytes);
	if (options && options->tracked &&
	    (patch->kind == TD_KIND_PATCH || patch->kind == TD_KIND_PULL))
		patch->has_tracked = td_tracked_sum(body, patch->tracked);
	patch->patch_bytes = g_steal_pointer(&split->patch);
	patch->patch_charset = g_strdup(split->charset);
	read_trailers(message, patch);
	read_cited(message, patch);
	return patch;
}
