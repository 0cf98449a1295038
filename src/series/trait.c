/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/trait.c - names, addresses, titles and tags into numbers */
#include "series/trait.h"

#include <glib.h>
#include <limits.h>
#include <string.h>

#include "base/span.h"

enum {
	shortest_project = 5,
	shortest_local = 5, /* of an address before the @, that names somebody */
};

/* Not seeded by the index: what is sampled must be the same in each. */
uint64_t
td_trait_mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	hash ^= hash >> 32;
	hash *= UINT64_C(0xd6e8feb86659fd93);
	return hash ^ hash >> 32;
}

/* 0 stands for nothing at all. */
static uint64_t
hash_bytes(const char *text, size_t n, unsigned seed)
{
	uint64_t hash = seed;

	if (n == 0)
		return 0;
	for (; n >= 8; text += 8, n -= 8) {
		uint64_t word;

		memcpy(&word, text, 8);
		hash = td_trait_mix(hash, word);
	}
	for (size_t i = 0; i < n; i++)
		hash = td_trait_mix(hash, (unsigned char)text[i] | 0x100u);
	return hash != 0 ? hash : 1;
}

uint64_t
td_trait_text(const char *text, td_trait_kind seed)
{
	return hash_bytes(text, strlen(text), seed);
}

bool
td_trait_is_letter(char c)
{
	return g_ascii_isalnum(c) || (unsigned char)c >= 0x80;
}

uint64_t
td_trait_folded(const char *text, size_t n, td_trait_kind seed)
{
	char folded[256];

	n = MIN(n, sizeof folded);
	for (size_t i = 0; i < n; i++)
		folded[i] = g_ascii_tolower(text[i]);
	return hash_bytes(folded, n, seed);
}

/* Words of a name in any order, so that "Last, First" is "First Last"; what is in
 * parentheses and after "via" is not of it, nor is an initial. */
uint64_t
td_trait_name(const char *name)
{
	uint64_t sum = 0;

	while (*name != '\0') {
		size_t n = 0;

		if (*name == '(') {
			name += strcspn(name, ")");
			continue;
		}
		while (td_trait_is_letter(name[n]))
			n++;
		if (n == 3 && sum != 0 && g_ascii_strncasecmp(name, "via", 3) == 0)
			break;
		if (n > 1)
			sum += td_trait_folded(name, n, TD_TRAIT_PERSON);
		name += MAX(n, (size_t)1);
	}
	return sum;
}

uint64_t
td_trait_person(const char *name, const char *address)
{
	size_t n = strcspn(address, "+@");
	g_autofree char *local = NULL;
	uint64_t said = td_trait_name(name);

	if (said != 0 || n < shortest_local)
		return said;
	local = g_strndup(address, n);
	return td_trait_name(local);
}

/* What is between + and @ is the owner's note. */
uint64_t
td_trait_address(const char *address)
{
	const char *at = strchr(address, '@');
	size_t local = strcspn(address, "+@");

	if (at == NULL)
		return td_trait_folded(address, strlen(address), TD_TRAIT_PERSON);
	return td_trait_mix(td_trait_folded(address, local, TD_TRAIT_PERSON),
	    td_trait_folded(at, strlen(at), TD_TRAIT_PERSON));
}

/* "dev-6.6": the tree of a project that carries what others develop, whatever kernel it
 * is based on. */
static bool
is_carried(td_span tag)
{
	static const char dev[] = "dev-";

	return td_span_has_prefix_nocase(tag, dev) && tag.n > strlen(dev) &&
	       g_ascii_isdigit(tag.p[strlen(dev)]);
}

static bool
is_stable_tree(td_span tag)
{
	return tag.n > 2 && tag.p[tag.n - 2] == '.' && tag.p[tag.n - 1] == 'y';
}

/* "5.10", "5.10.y", "v5.10.y", "AUTOSEL", "-stable": not the "6.12-rc2" of new work. */
static bool
is_branch(td_span tag)
{
	size_t digits = 0;

	if (is_stable_tree(tag) && tag.p[0] == 'v')
		tag = td_span_skip(tag, 1);
	while (digits < tag.n && g_ascii_isdigit(tag.p[digits]))
		digits++;
	if (digits > 0 && digits + 1 < tag.n && tag.p[digits] == '.' &&
	    g_ascii_isdigit(tag.p[digits + 1]))
		return td_span_find(tag, "rc") < 0;
	return td_span_has_prefix_nocase(tag, "autosel") ||
	       td_span_has_prefix_nocase(tag, "stable") ||
	       td_span_has_prefix_nocase(tag, "-stable");
}

static bool
has_tag(const char *tags, const char *word)
{
	td_span rest = td_span_of(tags);
	bool has = false;

	while (rest.n > 0 && !has)
		has = td_span_equal_nocase(td_span_next(&rest, ' '), td_span_of(word));
	return has;
}

/* "RESEND for 5.10" is for the next release; backports are hardly sent again. */
static bool
is_sent_again(const char *tags)
{
	return has_tag(tags, "resend");
}

bool
td_trait_asks_to_pull(const char *tags)
{
	return has_tag(tags, "pull");
}

/* Tags that say for which old branch a patch is; their words in order. */
uint64_t
td_trait_branch(const char *tags)
{
	td_span rest = td_span_of(tags), before = { "", 0 };
	bool stable = has_tag(tags, "stable");
	uint64_t hash = 0;

	while (rest.n > 0) {
		td_span tag = td_span_next(&rest, ' ');
		bool target = td_span_equal_nocase(before, td_span_of("for"));

		before = tag;
		/* "stable v4.9" is "stable 4.9". */
		if (stable && tag.n > 1 && td_lower(tag.p[0]) == 'v' &&
		    g_ascii_isdigit(tag.p[1]))
			tag = td_span_skip(tag, 1);
		if (is_carried(tag))
			tag.n = strcspn(tag.p, "-");
		else if (!is_branch(tag) ||
			 (target && !is_stable_tree(tag) && is_sent_again(tags)))
			continue;
		if (is_stable_tree(tag)) {
			tag = td_span_skip(tag, tag.p[0] == 'v');
			tag.n -= 2;
		}
		hash = td_trait_mix(hash, td_trait_folded(tag.p, tag.n, TD_TRAIT_BRANCH));
	}
	return hash;
}

/* Of a tag that says which of somebody's trees it is for, "net-next", "intel-net",
 * "net-queue", what is before that: it is settled while a patch is reviewed. */
static td_span
before_tree(td_span tag)
{
	static const char *const ends[] = { "-net", "-queue", "-fixes" };
	ptrdiff_t next = td_span_find(tag, "-next");

	for (size_t i = 0; i < G_N_ELEMENTS(ends) && next < 0; i++) {
		ptrdiff_t dash = td_span_find(tag, ends[i]);

		if (dash >= 0 && (size_t)dash + strlen(ends[i]) == tag.n)
			next = dash;
	}
	return next < 0 ? tag : td_span_head(tag, (size_t)next);
}

/* "libmnl", "iptables": short words are trees ("net", "bpf"). */
static bool
is_project(td_span *tag)
{
	static const char *const none[] = { "patch", "resend", "resent", "repost",
		"committed", "subset", "autosel", "stable", "draft", "rebase", "fixup" };

	for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
		if (td_span_has_prefix_nocase(*tag, none[i]))
			return false;
	for (size_t i = 0; i < tag->n; i++)
		if (g_ascii_isdigit(tag->p[i]) || tag->p[i] == '/')
			return false;
	*tag = before_tree(*tag);
	return tag->n >= shortest_project;
}

/* What most call by its command's name, though that is short, and by nothing else. */
static bool
is_nftables(td_span tag)
{
	return td_span_equal_nocase(tag, td_span_of("nft")) ||
	       td_span_equal_nocase(tag, td_span_of("nftables"));
}

uint64_t
td_trait_project(const char *tags)
{
	td_span rest = td_span_of(tags);
	uint64_t sum = 0;

	while (rest.n > 0) {
		td_span tag = td_span_next(&rest, ' ');

		if (is_nftables(tag))
			return td_trait_text("nftables", TD_TRAIT_BRANCH);
		if (is_project(&tag))
			sum += td_trait_folded(tag.p, tag.n, TD_TRAIT_BRANCH);
	}
	return sum;
}

static bool
is_count(td_span tag)
{
	unsigned version;

	if (tag.n > 1 && td_lower(tag.p[0]) == 'v')
		return td_span_to_unsigned(td_span_skip(tag, 1), UINT_MAX, &version);
	return tag.n > 0 && g_ascii_isdigit(tag.p[0]) && td_span_find_byte(tag, '/') > 0;
}

/* The next one that counts nothing; empty at the end. */
static td_span
next_said(td_span *rest)
{
	td_span tag;

	do
		tag = td_span_next(rest, ' ');
	while (is_count(tag));
	return tag;
}

bool
td_trait_same_tags(const char *a, const char *b)
{
	td_span x = td_span_of(a), y = td_span_of(b), tag;

	do {
		tag = next_said(&x);
		if (!td_span_equal_nocase(tag, next_said(&y)))
			return false;
	} while (tag.n > 0);
	return true;
}
