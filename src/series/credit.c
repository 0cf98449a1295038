/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/credit.c - a reviewer's word, tied to the patch that it is about */
#include "series/credit.h"

#include <stdlib.h>
#include <string.h>

#include "base/span.h"
#include "message/address.h"

/* More words than any name has. */
#define NAME_WORDS 32

static bool
is_key(const char *key, const char *const *keys, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (g_ascii_strcasecmp(key, keys[i]) == 0)
			return true;
	}
	return false;
}

static bool
ends_in_by(const char *key)
{
	size_t n = strlen(key);

	return n > 3 && g_ascii_strcasecmp(key + n - 3, "-by") == 0;
}

bool
td_credit_is_review(const char *key)
{
	static const char *const makers[] = { "Signed-off-by", "Co-developed-by",
		"Co-authored-by", "Obsoleted-by" };

	return ends_in_by(key) && !is_key(key, makers, G_N_ELEMENTS(makers));
}

bool
td_credit_is_given(const char *key)
{
	if (g_ascii_strcasecmp(key, "Fixes") == 0)
		return true;
	/* "Not-yet-signed-off-by" and kin say that it is not given. */
	return ends_in_by(key) && g_ascii_strcasecmp(key, "Obsoleted-by") != 0 &&
	       g_ascii_strncasecmp(key, "Not-", 4) != 0;
}

bool
td_credit_split(const char *value, char **name, char **address)
{
	const char *open = strchr(value, '<');
	const char *close = NULL, *bare;
	g_autofree char *kept = NULL;
	size_t n;

	/* Who was in a hurry did not close it; who copied it from a page left
	 * "<mailto:...>" in it. */
	if (open) {
		n = strspn(open + 1, " \t");
		close = open + 1 + n + strcspn(open + 1 + n, " \t<>");
	}
	if (close && close > open + 1 && memchr(open, '@', (size_t)(close - open))) {
		*address = g_strstrip(g_strndup(open + 1, (size_t)(close - open - 1)));
		*name = g_strstrip(g_strndup(value, (size_t)(open - value)));
	} else if (!open && strchr(value, '@')) {
		*address = g_strndup(value, strcspn(value, " \t#"));
		*name = g_strdup("");
	} else {
		return false;
	}
	bare = td_address_bare_name(*name, &kept);
	if (bare != *name) {
		g_free(*name);
		*name = g_strdup(bare);
	}
	return true;
}

static int
compare_words(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* What stands in () or [] is a company or a nickname. */
static char *
without_brackets(const char *name)
{
	GString *out = g_string_new(NULL);
	unsigned depth = 0;

	for (; *name; name++) {
		if (*name == '(' || *name == '[')
			depth++;
		else if (depth > 0 && (*name == ')' || *name == ']'))
			depth--;
		else if (depth == 0)
			g_string_append_c(out, strchr(",;\"'\t", *name) ? ' ' : *name);
	}
	return g_string_free(out, FALSE);
}

/* The words of a name without case, sorted: "Last, First" is "First Last". */
static char *
name_key(const char *name)
{
	g_autofree char *bare = without_brackets(name);
	g_autofree char *folded = g_utf8_casefold(bare, -1);
	g_auto(GStrv) words = g_strsplit(folded, " ", NAME_WORDS);
	size_t n = 0;

	while (words[n])
		n++;
	qsort(words, n, sizeof(*words), compare_words);
	return g_strstrip(g_strjoinv(" ", words));
}

static bool
same_name(const char *a, const char *b)
{
	g_autofree char *x = NULL, *y = NULL;

	if (!*a || !*b)
		return false;
	if (g_ascii_strcasecmp(a, b) == 0)
		return true;
	x = name_key(a);
	y = name_key(b);
	return *x && strcmp(x, y) == 0;
}

/* The part before the @, without what follows a +. */
static td_span
local_part(const char *address, const char *at)
{
	const char *plus = memchr(address, '+', (size_t)(at - address));

	return td_span_between(address, plus && plus > address ? plus : at);
}

static bool
is_subdomain(const char *longer, const char *shorter)
{
	const char *dot = strchr(longer, '.');

	return dot && strchr(shorter, '.') && g_ascii_strcasecmp(dot + 1, shorter) == 0;
}

td_credit_match
td_credit_compare(
    const char *name, const char *address, const char *sender_name, const char *sender)
{
	const char *at = strrchr(address, '@');
	const char *other = strrchr(sender, '@');

	if (*address && g_ascii_strcasecmp(address, sender) == 0)
		return TD_CREDIT_ADDRESS;
	if (at && other &&
	    td_span_equal_nocase(local_part(address, at), local_part(sender, other))) {
		if (g_ascii_strcasecmp(at, other) == 0)
			return TD_CREDIT_TAG;
		if (is_subdomain(at + 1, other + 1) || is_subdomain(other + 1, at + 1))
			return TD_CREDIT_SUBDOMAIN;
	}
	return same_name(name, sender_name) ? TD_CREDIT_NAME : TD_CREDIT_MISMATCH;
}

static td_credit_match
match_sender(const td_trailer *trailer, const td_credit_mail *mail)
{
	g_autofree char *name = NULL, *address = NULL;

	if (!ends_in_by(trailer->key))
		return TD_CREDIT_NO_PERSON;
	if (!td_credit_split(trailer->value, &name, &address))
		return TD_CREDIT_MISMATCH;
	return td_credit_compare(name, address, mail->name, mail->address);
}

/* Where the way up from each mail ends. */
typedef struct ways {
	const td_credit_mail *mails;
	GHashTable *by_id; /* int64_t * of mails -> index + 1 */
	int *target;       /* of each mail; -1 for none, -2 while not known */
} ways;

#define UNKNOWN (-2)

static int
find_parent(const ways *w, unsigned i)
{
	return GPOINTER_TO_INT(g_hash_table_lookup(w->by_id, &w->mails[i].parent)) - 1;
}

/* Each mail is walked once; a loop of parents ends nowhere. */
static int
find_target(ways *w, unsigned i, unsigned *stack)
{
	unsigned n = 0;
	int at = (int)i;
	int end;

	while (at >= 0 && w->target[at] == UNKNOWN && !w->mails[at].is_target) {
		w->target[at] = -1;
		stack[n++] = (unsigned)at;
		at = find_parent(w, (unsigned)at);
	}
	end = at < 0 ? -1 : w->mails[at].is_target ? at : w->target[at];
	while (n > 0)
		w->target[stack[--n]] = end;
	return end;
}

GArray *
td_credit_collect(const td_credit_mail *mails, unsigned n)
{
	GArray *credits = g_array_new(FALSE, FALSE, sizeof(td_credit));
	g_autoptr(GHashTable) by_id = g_hash_table_new(g_int64_hash, g_int64_equal);
	g_autofree int *target = g_new(int, n + 1);
	g_autofree unsigned *stack = g_new(unsigned, n + 1);
	ways w = { mails, by_id, target };

	for (unsigned i = 0; i < n; i++) {
		target[i] = UNKNOWN;
		g_hash_table_insert(
		    by_id, (void *)(uintptr_t)&mails[i].id, GINT_TO_POINTER((int)i + 1));
	}
	for (unsigned i = 0; i < n; i++) {
		const GPtrArray *trailers = mails[i].trailers;
		int end;

		if (mails[i].is_target || !trailers || trailers->len == 0)
			continue;
		end = find_target(&w, i, stack);
		for (guint k = 0; end >= 0 && k < trailers->len; k++) {
			const td_trailer *trailer = g_ptr_array_index(trailers, k);
			td_credit credit = {
				.giver = i,
				.target = (unsigned)end,
				.trailer = trailer,
				.bot = mails[i].bot,
				.below = find_parent(&w, i) != end,
			};

			if (!td_credit_is_given(trailer->key))
				continue;
			credit.match = match_sender(trailer, &mails[i]);
			g_array_append_val(credits, credit);
		}
	}
	return credits;
}

/* "1-3,5", as td_trailer.about has it. */
static bool
is_among(const char *numbers, unsigned number)
{
	while (*numbers) {
		char *end;
		unsigned long from = strtoul(numbers, &end, 10);
		unsigned long to = from;

		if (end == numbers)
			return false;
		if (*end == '-')
			to = strtoul(end + 1, &end, 10);
		if (number >= from && number <= to)
			return true;
		numbers = *end == ',' ? end + 1 : end;
	}
	return false;
}

unsigned
td_credit_slot(unsigned target, unsigned number, unsigned total, unsigned patches)
{
	return target == 0 && number > 0 && total == patches ? number : target;
}

bool
td_credit_counts(const char *about, unsigned target, unsigned number)
{
	bool both = about && strcmp(about, "both") == 0;

	/* "Both" are the two of a set of two; from within a larger one who knows which.
	 */
	if (!about || !*about || (both && target > 2))
		return target == 0 || target == number;
	if (both)
		return number <= 2;
	return strcmp(about, "all") == 0 || is_among(about, number);
}

bool
td_credit_is_cover(td_kind up, unsigned up_total, unsigned total, bool same_sender)
{
	return up == TD_KIND_COVER ? up_total == total
				   : up == TD_KIND_MAIL && same_sender;
}

bool
td_credit_counts_for(const td_trailer *trailer, unsigned target, unsigned number)
{
	return td_credit_counts(trailer->about, target, number);
}
