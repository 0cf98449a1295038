/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/am_say.c - what was chosen, and why */
#include "cli/am_say.h"

#include <stdio.h>
#include <string.h>

#include "index/index.h"
#include "output/clean.h"
#include "patch/amend.h"

/* Mail's words go to a terminal only cleaned. */
static void
say_clean(const char *before, const char *text, const char *after)
{
	g_autofree char *line = td_clean_line(text);

	fprintf(stderr, "%s%s%s", before, line, after);
}

static const char *
match_words(const td_am_trailer *got)
{
	switch (got->match) {
	case TD_CREDIT_TAG:
		return ", the address has a +tag";
	case TD_CREDIT_SUBDOMAIN:
		return ", of the same domain";
	case TD_CREDIT_NAME:
		return ", by name";
	case TD_CREDIT_MAILMAP:
		return ", by mailmap";
	case TD_CREDIT_ADDRESS:
	case TD_CREDIT_NO_PERSON:
	case TD_CREDIT_MISMATCH:
		break;
	}
	return "";
}

static void
say_where(const td_am_trailer *got)
{
	const char *comma = *match_words(got) ? "," : "";

	if (got->version > 0)
		fprintf(stderr, "%s given to v%u, where the patch is the same", comma,
		    got->version);
	else if (got->below)
		fprintf(stderr, "%s below another answer", comma);
	if (got->trailer->about && strcmp(got->trailer->about, "all") == 0)
		fputs(", for the series", stderr);
	else if (got->trailer->about)
		fprintf(stderr, ", for %s", got->trailer->about);
}

static void
say_trailer(const td_am_trailer *got)
{
	static const char marks[] = {
		[TD_AM_ADDED] = '+',
		[TD_AM_PRESENT] = '=',
		[TD_AM_MISMATCH] = '!',
		[TD_AM_BOT] = '-',
		[TD_AM_ODD] = '!',
	};

	fprintf(stderr, "    %c %s", marks[got->use], got->trailer->key);
	say_clean(": ", got->trailer->value, "\n");
	say_clean("        <", got->message_id, ">");
	if (got->match == TD_CREDIT_MISMATCH || got->use == TD_AM_BOT) {
		say_clean(" of ", got->name, "");
		say_clean(" <", got->address, ">");
	}
	fputs(match_words(got), stderr);
	say_where(got);
	switch (got->use) {
	case TD_AM_MISMATCH:
		fputs(": somebody else sent it (--sloppy takes it)", stderr);
		break;
	case TD_AM_BOT:
		fputs(": a machine (--bots takes it)", stderr);
		break;
	case TD_AM_ODD:
		fputs(": invisible characters", stderr);
		break;
	case TD_AM_PRESENT:
		fputs(", the patch has it", stderr);
		break;
	case TD_AM_ADDED:
		break;
	}
}

/* Of the patch's own reviews those that no answer shows. */
static void
say_claimed(const td_am_patch *patch)
{
	g_autoptr(GHashTable) shown =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < patch->trailers->len; i++) {
		const td_am_trailer *got = g_ptr_array_index(patch->trailers, i);

		g_hash_table_add(shown, td_amend_identity(got->trailer));
	}
	for (guint i = 0; i < patch->has->len; i++) {
		const td_trailer *trailer = g_ptr_array_index(patch->has, i);
		g_autofree char *identity = td_amend_identity(trailer);

		if (!td_credit_is_review(trailer->key) ||
		    g_hash_table_contains(shown, identity) ||
		    g_ascii_strcasecmp(trailer->key, "Reported-by") == 0 ||
		    g_ascii_strcasecmp(trailer->key, "Suggested-by") == 0)
			continue;
		fprintf(stderr, "    = %s", trailer->key);
		say_clean(": ", trailer->value, ", as its author says\n");
	}
}

static bool
is_for_all(const td_am *am, const td_am_trailer *got)
{
	return am->patches->len > 1 && got->slot == 0 && got->version == 0 &&
	       !got->trailer->about;
}

static bool
has_trailer(const td_am_patch *patch, const char *identity)
{
	for (guint i = 0; i < patch->trailers->len; i++) {
		const td_am_trailer *got = g_ptr_array_index(patch->trailers, i);
		g_autofree char *its = td_amend_identity(got->trailer);

		if (strcmp(its, identity) == 0)
			return true;
	}
	return false;
}

/* A patch that was sent again since is not what the cover letter's readers saw. */
static void
say_left_out(const td_am *am, const td_am_trailer *got)
{
	g_autofree char *identity = td_amend_identity(got->trailer);
	const char *before = ", not for";

	for (guint i = 0; i < am->patches->len; i++) {
		const td_am_patch *patch = g_ptr_array_index(am->patches, i);

		if (has_trailer(patch, identity))
			continue;
		fprintf(stderr, "%s %u/%u", before, patch->number, am->total);
		before = ",";
	}
}

/* What was given to the cover letter is told once. */
static void
say_cover_trailers(const td_am *am)
{
	g_autoptr(GHashTable) told =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < am->patches->len; i++) {
		const td_am_patch *patch = g_ptr_array_index(am->patches, i);

		for (guint k = 0; k < patch->trailers->len; k++) {
			const td_am_trailer *got = g_ptr_array_index(patch->trailers, k);

			if (!is_for_all(am, got) || got->use == TD_AM_PRESENT ||
			    !g_hash_table_add(told, td_amend_identity(got->trailer)))
				continue;
			if (g_hash_table_size(told) == 1)
				fputs("  given to the cover letter, for all patches:\n",
				    stderr);
			say_trailer(got);
			say_left_out(am, got);
			fputs("\n", stderr);
		}
	}
}

static void
say_number(unsigned version, unsigned minor)
{
	g_autofree char *name = td_am_version_name(version, minor);

	fputs(name, stderr);
}

static void
say_patch(const td_am *am, const td_am_patch *patch)
{
	fprintf(stderr, "  [%u/%u]", patch->number, am->total);
	if (patch->version != am->version || patch->minor != am->minor) {
		fputs(" of ", stderr);
		say_number(patch->version, patch->minor);
	}
	say_clean(" ", patch->title, "\n");
	for (guint i = 0; i < patch->trailers->len; i++) {
		const td_am_trailer *got = g_ptr_array_index(patch->trailers, i);

		if (!is_for_all(am, got)) {
			say_trailer(got);
			fputs("\n", stderr);
		}
	}
	say_claimed(patch);
	for (guint i = 0; i < patch->extras->len; i++) {
		const td_trailer *trailer = g_ptr_array_index(patch->extras, i);

		fprintf(stderr, "    + %s", trailer->key);
		say_clean(": ", trailer->value, ", as asked\n");
	}
}

/* Another one before it has its number: sent again, or of one patch alone. */
static bool
is_said(const td_am *am, guint place)
{
	const td_index_series *one = &g_array_index(am->versions, td_index_series, place);

	for (guint i = 0; i < place; i++) {
		const td_index_series *other =
		    &g_array_index(am->versions, td_index_series, i);

		if (other->version == one->version && other->minor == one->minor &&
		    other->rfc == one->rfc)
			return true;
	}
	return false;
}

static bool
has_others(const td_am *am)
{
	for (guint i = 1; i < am->versions->len; i++)
		if (!is_said(am, i))
			return true;
	return false;
}

static void
say_version(const td_am *am)
{
	say_clean("tidings: \"", am->title ? am->title : "", "\", ");
	say_number(am->version, am->minor);
	/* Where there are others: all of one number are one. */
	for (guint i = 0, said = 0; i < am->versions->len; i++) {
		const td_index_series *one =
		    &g_array_index(am->versions, td_index_series, i);

		if (is_said(am, i) || !has_others(am))
			continue;
		fprintf(
		    stderr, "%s%s", said++ > 0 ? ", " : " of ", one->rfc ? "RFC " : "");
		say_number(one->version, one->minor);
	}
	fprintf(stderr, ": %u patch%s\n", am->patches->len,
	    am->patches->len == 1 ? "" : "es");
	if (am->rerolled) {
		fputs("tidings: ", stderr);
		say_number(am->version, am->minor);
		fputs(
		    " is a partial reroll: the other patches are from before\n", stderr);
	}
	if (am->alone_number > 0) {
		fputs("tidings: ", stderr);
		say_number(am->version, am->minor);
		fprintf(stderr,
		    " is %u/%u of v%u alone: --partial-reroll takes the other patches "
		    "from there\n",
		    am->alone_number, am->alone_total, am->alone_version);
	}
}

/* One number, and not one series: the word of which it is asked decides. */
static void
say_others(const td_am *am)
{
	unsigned n = am->others->len;

	if (n == 0 || !am->head_id)
		return;
	fputs("tidings: ", stderr);
	say_number(am->version, am->minor);
	fprintf(stderr, " was sent %u times; ", n + 1);
	say_clean("taken is <", am->head_id, ">, ");
	fprintf(stderr, "the other%s by\n", n == 1 ? "" : "s");
	for (guint i = 0; i < n; i++) {
		say_clean("tidings:   tidings am ", g_ptr_array_index(am->others, i), "");
		fputc(' ', stderr);
		say_number(am->version, am->minor);
		fputc('\n', stderr);
	}
}

void
td_am_say(const td_am *am)
{
	say_version(am);
	say_others(am);
	for (guint i = 0; i < am->patches->len; i++)
		say_patch(am, g_ptr_array_index(am->patches, i));
	say_cover_trailers(am);
	for (guint i = 0; i < am->missing->len; i++)
		fprintf(stderr, "tidings: [%u/%u] is missing\n",
		    g_array_index(am->missing, unsigned, i), am->total);
	if (am->base_commit)
		fprintf(stderr, "tidings: base-commit: %s\n", am->base_commit);
	for (guint i = 0; i < am->needs->len; i++)
		say_clean("tidings: ", g_ptr_array_index(am->needs, i), "\n");
	for (guint i = 0; i < am->warnings->len; i++)
		say_clean("tidings: ", g_ptr_array_index(am->warnings, i), "\n");
}
