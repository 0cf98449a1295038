/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/tree.c - names of trees and branches, by the marks that they have */
#include "notice/tree.h"

#include <glib.h>
#include <string.h>

#include "notice/match.h"
#include "notice/rest.h"
#include "notice/when.h"

enum {
	farthest_tree = 60, /* bytes from the verb to where it says where to */
	longest_name = 24,  /* "review and testing queue": bytes past its "and" */
	longest_additions = 90
};

/* "In the next version" is no tree. */
static bool
names_version(const char *at)
{
	static const char *const words[] = { "version", "revision", "iteration", "spin",
		"respin", "round", "series", "submission", "patch", "patchset", "post",
		"posting", "set", "one", "release", "kernel", "cycle", "merge", "submit",
		"cover", "resend", "change" };

	at = td_match_skip_blanks(at);
	return td_match_word(at, words, G_N_ELEMENTS(words)) > 0;
}

/* The name of a tree that begins here has one of these marks before end. */
static bool
has_mark(const char *at, const char *end)
{
	static const char *const marks[] = { ".git", "-next", "next-", " tree", " branch",
		"fixes", " queue", "staging", "for-", "for/", "/next", "mainline",
		"testing", "review-", "upstream", "-devel", "-master", "-main" };
	static const char *const words[] = { " main", " master", " trunk", " devel",
		" repo", " repository", "/main", "/master" };
	static const char *const no[] = { " list", "todo", "to-do", "documentation",
		"makefile", "kconfig", " message", "changelog" };
	const char *next = strstr(at, " next");

	if (td_match_contains(at, end, no, G_N_ELEMENTS(no)))
		return false;
	if (td_match_contains(at, end, marks, G_N_ELEMENTS(marks)))
		return true;
	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
		const char *hit = strstr(at, words[i]);

		if (hit && hit < end && !g_ascii_isalnum(hit[strlen(words[i])]))
			return true;
	}
	/* "In the next" is the next version. */
	if (next && next - at >= 4 && strncmp(next - 4, " the", 4) == 0 && next[5] != ' ')
		return false;
	return next && next < end && !g_ascii_isalnum(next[5]) &&
	       !names_version(next + 5);
}

/* Where prose goes on behind the name of a tree. */
static const char *
find_stop(const char *at)
{
	static const char *const stops[] = { ", ", " (", ". ", "; ", "! ", " which ",
		" and ", " as ", " so ", " but ", " for ", " with ", " now", " since ",
		" because ", " pending ", " while ", " after ", " - ", " -- ", " where ",
		" that ", " though ", " although ", " on ", " manually", " even if " };
	const char *end = at + strlen(at);

	for (unsigned i = 0; i < G_N_ELEMENTS(stops); i++) {
		const char *hit = strstr(at, stops[i]);

		if (hit && hit < end)
			end = hit;
	}
	return end;
}

/* " to 'net'": its end; NULL for none. */
static const char *
find_quoted(const char *where)
{
	const char *name = where + 1 + strcspn(where + 1, " ");
	size_t n;

	name += strspn(name, " ");
	if (*name != '\'' || g_str_has_prefix(where, " in "))
		return NULL;
	n = strspn(name + 1, "abcdefghijklmnopqrstuvwxyz0123456789-");
	return n > 0 && name[1 + n] == '\'' && !g_ascii_isalnum(name[2 + n])
		   ? name + 2 + n
		   : NULL;
}

/* "nvme-5.9": a tree for that release; "linux-5.9" is the release itself. */
static bool
is_of_release(const char *name, const char *end)
{
	static const char *const released[] = { "linux-", "kernel-", "v" };
	const char *dash = memchr(name, '-', (size_t)(end - name));
	size_t digits;

	for (unsigned i = 0; i < G_N_ELEMENTS(released); i++)
		if (g_str_has_prefix(name, released[i]))
			return false;
	if (!dash)
		return false;
	digits = strspn(dash + 1, "0123456789");
	return digits > 0 && dash[1 + digits] == '.' &&
	       dash + 2 + digits + strspn(dash + 2 + digits, "0123456789") == end;
}

/* " to nvme-5.9", said of what was added, too; "in nvme-5.9" may be where a fault is. */
static bool
is_release_tree(const char *where, const char *end)
{
	static const char *const to[] = { " to ", " into ", " onto " };

	for (unsigned i = 0; i < G_N_ELEMENTS(to); i++)
		if (g_str_has_prefix(where, to[i])) {
			const char *name = where + strlen(to[i]);

			name += td_match_word(name, (const char *const[]){ "the" }, 1);
			name = td_match_skip_blanks(name);
			while (end > name && strchr(".,;:!", end[-1]))
				end--;
			return end > name && g_ascii_isalpha(*name) &&
			       strcspn(name, " ") >= (size_t)(end - name) &&
			       is_of_release(name, end);
		}
	return false;
}

/* Behind the tree that begins with the way to it; NULL for none. */
static const char *
find_name(const char *where)
{
	const char *end = find_quoted(where), *next;

	if (end)
		return end;
	end = find_stop(where + 3);
	/* "to u-boot-stm32 for next" */
	if (g_str_has_prefix(end, " for next") && td_match_ends_word(end[9]) &&
	    !names_version(end + 9) &&
	    strcspn(where + 1 + strcspn(where + 1, " ") + 1, " ") ==
		(size_t)(end - where) - 2 - strcspn(where + 1, " "))
		return end;
	if (has_mark(where, end) || is_release_tree(where, end))
		return end;
	if (!g_str_has_prefix(end, " and "))
		return NULL;
	next = find_stop(end + 4);
	return next - end <= longest_name && has_mark(where, next) ? next : NULL;
}

/* "x86/mm", "lsm/stable-6.11": one word that is a path, and no file's. */
static bool
is_path(const char *name, const char *end)
{
	const char *slash, *dot;

	if (g_str_has_prefix(name, "the "))
		name += strlen("the ");
	while (end > name && strchr(".,;:!", end[-1]))
		end--;
	/* "5/9" is a patch. */
	if (name >= end || !g_ascii_isalpha(*name) ||
	    strcspn(name, " ") < (size_t)(end - name))
		return false;
	if (is_of_release(name, end))
		return true;
	slash = memchr(name, '/', (size_t)(end - name));
	if (!slash || slash == name || slash + 1 == end)
		return false;
	dot = g_strrstr_len(name, end - name, ".");
	return !dot || !g_ascii_isalpha(dot[1]);
}

static const char *const ways[] = { " to ", " into ", " onto ", " in ", " on " };

/* "Applied, thanks. It will not be in x-next": of another sentence. */
static bool
is_behind(const char *rest, const char *where)
{
	for (const char *at = rest; at < where; at++)
		if (td_match_ends_sentence(*at) && at[1] == ' ')
			return true;
	return false;
}

const char *
td_tree_find_bare(const char *rest)
{
	static const char *const marks[] = { "for-", "-next", "-fixes" };
	const char *name = td_match_skip_blanks(rest);
	const char *end = name + strcspn(name, " \t,;()");
	const char *stop = end;

	while (stop > name && strchr(".!", stop[-1]))
		stop--;
	if (*end != '\0' && !strchr(",;(", *end) && stop == end &&
	    !g_str_has_prefix(end, " thank"))
		return NULL;
	return name > rest && td_match_contains(name, stop, marks, G_N_ELEMENTS(marks))
		   ? stop
		   : NULL;
}

const char *
td_tree_find(const char *rest)
{
	const char *where = NULL, *name = NULL, *end;

	/* "On" is for what was put there; what was applied on a tree was tried. */
	for (unsigned i = 0; i + 1 < G_N_ELEMENTS(ways); i++) {
		const char *hit = strstr(rest, ways[i]);

		if (hit && (!where || hit < where) && !is_behind(rest, hit)) {
			where = hit;
			name = td_match_skip_blanks(hit + strlen(ways[i]));
		}
	}
	if (!where || where - rest > farthest_tree)
		return NULL;
	end = find_name(where);
	if (!end && !g_str_has_prefix(where, " in ")) {
		end = find_stop(name);
		if (!is_path(name, end))
			end = NULL;
	}
	return end;
}

const char *
td_tree_find_here(const char *at)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(ways); i++)
		if (g_str_has_prefix(at, ways[i]))
			return find_name(at);
	return NULL;
}

const char *
td_tree_find_bare_start(const char *rest)
{
	static const char *const marks[] = { "for-", "-next", "-fixes" };
	const char *name = td_match_skip_blanks(rest);
	const char *end = name + strcspn(name, " \t,;()");

	for (unsigned i = 0; name > rest && i < G_N_ELEMENTS(marks); i++) {
		const char *hit = strstr(name, marks[i]);

		if (hit && hit < end)
			return end;
	}
	return NULL;
}

const char *
td_tree_find_path(const char *at)
{
	static const char *const to[] = { "to", "into", "onto", "in", "on", "for" };
	const char *name = td_match_skip_word(at, to, G_N_ELEMENTS(to));
	const char *end = name + strcspn(name, " ,;!()");

	while (end > name && end[-1] == '.')
		end--;
	return name > at && is_path(name, end) ? end : NULL;
}

/* One word that ends the sentence. */
static bool
is_all(const char *name, const char *end)
{
	name += td_match_word(name, (const char *const[]){ "my", "the" }, 2);
	name = td_match_skip_blanks(name);
	return strcspn(name, " ") >= (size_t)(end - name) &&
	       (*end == '\0' || strchr(".,!", *end));
}

/* " for the next release", ", thanks", " now": no more is said of it. */
static bool
ends_there(const char *at)
{
	static const char *const adverbs[] = { "now", "already", "as well", "too" };
	static const char *const conditions[] = { "if", "but", "unless", "once" };
	static const char *const joints[] = { "and", "as", "since", "so" };
	const char *next = td_match_skip_blanks(at), *when;

	next = td_match_skip_blanks(
	    next + td_match_word(next, adverbs, G_N_ELEMENTS(adverbs)));
	when = td_when_skip(next);
	next = td_match_skip_blanks(when ? when : next);
	/* ", so no need to resend", but not ", if nobody minds" */
	if (*next == ',')
		return !strchr(next, '?') &&
		       td_match_word(td_match_skip_blanks(next + 1), conditions,
			   G_N_ELEMENTS(conditions)) == 0;
	return *next == '\0' || strchr(".!;(:", *next) ||
	       g_str_has_prefix(next, "thank") || g_str_has_prefix(next, "- ") ||
	       td_match_word(next, joints, G_N_ELEMENTS(joints)) > 0;
}

const char *
td_tree_find_mine(const char *at)
{
	static const char mine[] = "in my ";
	static const char *const places[] = { " tree", " branch", "-next", "/next",
		" next", "fixes" };
	/* What waits there, or is tried, was not taken. */
	static const char *const no[] = { "local", "test", "private", "personal", "dev",
		"rand", "work", "todo", "backlog", "review", "build", "old" };
	const char *name = at + strlen(mine), *end;
	size_t n;

	if (!g_str_has_prefix(at, mine))
		return NULL;
	for (unsigned words = 0; words < 3; words++) {
		for (unsigned i = 0; i < G_N_ELEMENTS(no); i++)
			if (g_str_has_prefix(name, no[i]))
				return NULL;
		n = strcspn(name, " .,;!()");
		end = name + n;
		if (n == 0)
			return NULL;
		for (unsigned i = 0; i < G_N_ELEMENTS(places); i++) {
			size_t length = strlen(places[i]);

			if ((size_t)(end - at) > length &&
			    strncmp(end - length, places[i], length) == 0 &&
			    ends_there(end))
				return end;
		}
		if (*end != ' ')
			return NULL;
		name = end + 1;
	}
	return NULL;
}

const char *
td_tree_find_there(const char *sentence, const char *at)
{
	static const char *const where[] = { " mainline", " upstream", " linus" };
	const char *tree, *now = strstr(sentence, "now");
	bool on = g_str_has_prefix(at, "on ");

	if ((!on && !g_str_has_prefix(at, "in ")))
		return NULL;
	tree = td_tree_find_mine(at);
	if (tree)
		return tree;
	tree = td_tree_find_here(at - 1);
	if (!tree)
		return NULL;
	if (on ? !is_all(at + strlen("on "), tree)
	       : !((now && now < at) || g_str_has_prefix(tree, " now")))
		return NULL;
	return td_match_contains(at, tree, where, G_N_ELEMENTS(where)) ? NULL : tree;
}

const char *
td_tree_find_place(const char *rest)
{
	static const char *const adverbs[] = { "now", "too", "also", "already",
		"manually", "provisionally", "tentatively" };
	const char *at = td_rest_skip_object(rest);
	const char *next = td_match_skip_blanks(at);
	size_t n = td_match_word(next, adverbs, G_N_ELEMENTS(adverbs));

	return td_tree_find_here(n > 0 ? next + n : at);
}

/* "…, so I applied", but not "the two that I applied". */
static bool
is_own_deed(const char *sentence, const char *verb)
{
	static const char *const before[] = { " and ", ", i ", " so i ", " and i ",
		" then i ", ", we ", " so we ", " i've ", " i have ", " and then " };
	size_t n = (size_t)(verb - sentence);

	if (n == 0 || (n == 2 && g_str_has_prefix(sentence, "i ")) ||
	    (n == 3 && g_str_has_prefix(sentence, "we ")))
		return true;
	for (unsigned i = 0; i < G_N_ELEMENTS(before); i++) {
		size_t length = strlen(before[i]);

		if (n >= length && strncmp(verb - length, before[i], length) == 0)
			return true;
	}
	return false;
}

/* Behind " with Bea's tag and Cid's ack", which were added to it. */
static const char *
skip_additions(const char *at)
{
	const char *way = g_str_has_prefix(at, " with ") ? strstr(at, " to ") : NULL;

	return way && way - at <= longest_additions &&
		       strcspn(at, ".!?;:") > (size_t)(way - at)
		   ? way
		   : at;
}

/* " to pci/hotplug for v5.19": behind the tree. */
static const char *
find_release_of(const char *at)
{
	static const char *const marks[] = { "/", "-next", "next-", "fixes", "for-" };
	const char *name = NULL, *end, *release;
	bool tree = false;

	at = skip_additions(at);
	for (unsigned i = 0; i < G_N_ELEMENTS(ways); i++)
		if (g_str_has_prefix(at, ways[i]))
			name = at + strlen(ways[i]);
	if (!name)
		return NULL;
	end = name + strcspn(name, " \t,;()");
	for (unsigned i = 0; i < G_N_ELEMENTS(marks); i++) {
		const char *hit = strstr(name, marks[i]);

		tree = tree || (hit && hit < end);
	}
	release = end + strlen(" for ");
	if (!tree || !g_str_has_prefix(end, " for "))
		return NULL;
	release += *release == 'v';
	return g_ascii_isdigit(release[0]) && (release[1] == '.' || release[2] == '.')
		   ? end
		   : NULL;
}

const char *
td_tree_find_release(const char *sentence, const char **rest)
{
	static const char *const verbs[] = { "applied", "queued", "merged", "pushed" };

	for (unsigned i = 0; i < G_N_ELEMENTS(verbs); i++)
		for (const char *at = sentence; (at = strstr(at, verbs[i]));) {
			const char *verb = at, *end;

			at += strlen(verbs[i]);
			if (!is_own_deed(sentence, verb))
				continue;
			end = find_release_of(td_rest_skip_object(at));
			*rest = at;
			if (end)
				return end;
		}
	return NULL;
}
