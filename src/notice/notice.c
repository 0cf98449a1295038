/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/notice.c - mails that say what became of a patch: those that programs write */
#include "notice/notice.h"

#include "base/limits.h"
#include "notice/robot.h"
#include "notice/shortlog.h"
#include "notice/text.h"

#define MAX_LINES 60 /* in which a sentence must stand */

static void
free_item(void *data)
{
	td_notice_item *item = data;

	g_free(item->title);
	g_free(item->message_id);
	g_free(item);
}

void
td_notice_free(td_notice *notice)
{
	if (!notice)
		return;
	g_free(notice->tree);
	g_free(notice->branch);
	g_free(notice->committer);
	g_ptr_array_foreach(notice->items, (GFunc)(void (*)(void))free_item, NULL);
	g_ptr_array_unref(notice->items);
	g_free(notice);
}

static void
set(char **text, td_span value)
{
	g_free(*text);
	*text = td_span_dup(td_span_head(td_span_trim(value), TD_MAX_TITLE_BYTES));
}

enum { most_answered = 16 };

static const char *
answered(const td_message *message)
{
	const GPtrArray *references = message->references;

	if (message->in_reply_to->len > 0)
		return g_ptr_array_index(message->in_reply_to, 0);
	return references->len > 0 ? g_ptr_array_index(references, references->len - 1)
				   : "";
}

/* What follows prefix on the first line of the text's start that begins so. */
static bool
find_line(td_span text, const char *prefix, td_span *after)
{
	td_span line;

	for (unsigned i = 0; i < MAX_LINES && td_span_next_line(&text, &line); i++) {
		if (!td_span_has_prefix(line, prefix))
			continue;
		*after = td_span_trim(td_span_skip(line, strlen(prefix)));
		return true;
	}
	return false;
}

/* The id in "Link: https://lore.kernel.org/r/ID", also /lkml/ID and /all/ID. */
static char *
link_id(td_span text)
{
	td_span line;

	while (td_span_next_line(&text, &line)) {
		const char *slash, *at;

		if (!td_span_has_prefix(line, "Link:"))
			continue;
		line = td_span_trim(line);
		at = memchr(line.p, '@', line.n);
		slash = at ? memrchr(line.p, '/', (size_t)(at - line.p)) : NULL;
		if (slash) {
			td_span id = td_span_between(slash + 1, td_span_end(line));
			ptrdiff_t end = td_span_find_byte(id, '/');

			return td_span_dup(end < 0 ? id : td_span_head(id, (size_t)end));
		}
	}
	return g_strdup("");
}

/*
 * tip-bot2 writes "The following commit has been merged into the X branch of tip:", its
 * forerunner had the branch in the subject only. Both go on with "Commit-ID: ..." and the
 * commit.
 */
static td_notice *
find_tip(const td_message *message, const td_subject *subject, td_span text)
{
	static const char lead[] = "The following commit has been merged into the ";
	g_autoptr(td_notice) notice = td_notice_new(TD_NOTICE_TIP_BOT);
	td_notice_item *item = td_notice_add(notice, answered(message));
	td_span line;

	if (!find_line(text, "Commit-ID:", &line) ||
	    !td_notice_read_hash(line, item->commit))
		return NULL;
	set(&notice->tree, td_span_of("tip"));
	if (find_line(text, lead, &line)) {
		ptrdiff_t end = td_span_find(line, " branch of");

		if (end > 0)
			set(&notice->branch, td_span_head(line, (size_t)end));
	} else if (g_str_has_prefix(message->subject, "[tip:")) {
		const char *end = strchr(message->subject, ']');

		if (end)
			set(&notice->branch, td_span_between(message->subject + 5, end));
	}
	set(&item->title, td_span_of(subject->title));
	if (find_line(text, "Committer:", &line) && line.n <= TD_MAX_TITLE_BYTES)
		set(&notice->committer, line);
	if (item->message_id[0] == '\0') {
		g_free(item->message_id);
		item->message_id = link_id(text);
	}
	return g_steal_pointer(&notice);
}

/* "by Jakub Kicinski <kuba@kernel.org>:", on the second line. */
static void
read_committer(td_notice *notice, td_span text)
{
	td_span line = text;

	for (unsigned i = 0; i < 2; i++)
		if (!td_span_next_line(&text, &line))
			return;
	if (!td_span_has_prefix(line, "by "))
		return;
	line = td_span_trim(td_span_skip(line, strlen("by ")));
	if (line.n > 0 && line.p[line.n - 1] == ':')
		line.n--;
	if (line.n <= TD_MAX_TITLE_BYTES && td_span_find_byte(line, '@') > 0)
		set(&notice->committer, line);
}

/* "This series was applied to bpf/bpf.git (master)", then a list. */
static td_notice *
find_patchwork(const td_message *message, td_span text)
{
	static const char *const leads[] = { "This patch was ", "This series was ",
		"This pull request was " };
	g_autoptr(td_notice) notice = td_notice_new(TD_NOTICE_PATCHWORK_BOT);
	td_span line, list = text;
	ptrdiff_t to, at;
	bool found = false;

	for (unsigned i = 0; !found && i < G_N_ELEMENTS(leads); i++)
		found = find_line(text, leads[i], &line);
	to = found ? td_span_find(line, " to ") : -1;
	if (to < 0)
		return NULL;
	if (td_span_find(line, "partially") >= 0)
		notice->partly = true;
	td_notice_read_tree(notice, td_span_skip(line, (size_t)to + 4));
	read_committer(notice, td_span_between(line.p, td_span_end(text)));
	at = td_span_find(text, "\nHere is the summary with links:");
	if (at >= 0)
		list = td_span_skip(text, (size_t)at + 1);
	if (at < 0 || !td_notice_read_list(notice, list, answered(message), true))
		td_notice_add(notice, answered(message));
	return g_steal_pointer(&notice);
}

/* The words around the list are the maintainer's own; the list is b4's. */
static td_notice *
find_ty(const td_message *message, td_span text)
{
	td_notice *notice = td_notice_find_thanks(answered(message), NULL, text);

	if (!notice) {
		notice = td_notice_new(TD_NOTICE_B4_TY);
		if (!td_notice_read_list(notice, text, answered(message), false))
			td_notice_add(notice, answered(message));
	}
	notice->source = TD_NOTICE_B4_TY;
	if (strstr(message->subject, "(subset)"))
		notice->partly = true;
	return notice;
}

/* "patch "TITLE" added to BRANCH", and the same "has been added to the 6.1-stable tree".
 */
static td_notice *
find_added(const td_message *message, td_span text)
{
	static const char stable[] = "\" has been added to the ",
			  plain[] = "\" added to ";
	td_span subject = td_span_of(message->subject), name, line;
	ptrdiff_t end, skip;
	td_notice *notice;
	td_notice_item *item;

	if (!td_span_has_prefix_nocase(subject, "patch \""))
		return NULL;
	end = td_span_find(subject, stable);
	skip = (ptrdiff_t)strlen(stable);
	if (end < 0) {
		end = td_span_find(subject, plain);
		skip = (ptrdiff_t)strlen(plain);
	}
	if (end < 7)
		return NULL;
	name = td_span_skip(subject, (size_t)(end + skip));
	if (td_span_find_byte(name, ' ') >= 0)
		name.n = (size_t)td_span_find_byte(name, ' ');
	notice = td_notice_new(
	    skip == (ptrdiff_t)strlen(stable) ? TD_NOTICE_STABLE : TD_NOTICE_MAINTAINER);
	set(&notice->tree,
	    td_span_of(notice->source == TD_NOTICE_STABLE ? "stable" : ""));
	set(&notice->branch, name);
	item = td_notice_add(notice, answered(message));
	set(&item->title, td_span_between(subject.p + 7, subject.p + end));
	if (find_line(text, "commit ", &line))
		td_notice_read_hash(line, item->commit);
	return notice;
}

/* Mark Brown's script: "Applied "TITLE" to the spi tree". */
static td_notice *
find_quoted(const td_message *message, td_span text)
{
	static const char lead[] = "Applied \"", behind[] = "\" to the ",
			  tree[] = " tree";
	td_span subject = td_span_of(message->subject), line;
	ptrdiff_t end = td_span_find(subject, behind);
	td_notice *notice;
	td_notice_item *item;

	if (!td_span_has_prefix(subject, lead) || end < 0 ||
	    !find_line(text, "has been applied to the ", &line))
		return NULL;
	notice = td_notice_new(TD_NOTICE_MAINTAINER);
	if (td_span_find(line, tree) > 0)
		set(&notice->tree, td_span_head(line, (size_t)td_span_find(line, tree)));
	item = td_notice_add(notice, answered(message));
	set(&item->title, td_span_between(subject.p + strlen(lead), subject.p + end));
	return notice;
}

/* Andrew Morton's scripts: "has been added to the -mm BRANCH branch", "was merged into".
 */
static td_notice *
find_mm(const td_message *message, td_span text)
{
	static const char merged[] = "was merged into the ",
			  added[] = "has been added to the ";
	td_span line, title, branch;
	ptrdiff_t at, end;
	td_notice *notice;
	td_notice_item *item;

	if (!find_line(text, "The patch titled", &line) ||
	    !find_line(text, "     Subject: ", &title))
		return NULL;
	text = td_span_head(text, 4096);
	at = td_span_find(text, merged);
	if (at >= 0)
		at += (ptrdiff_t)strlen(merged);
	else if ((at = td_span_find(text, added)) >= 0)
		at += (ptrdiff_t)strlen(added);
	if (at < 0)
		return NULL;
	branch = td_span_skip(text, (size_t)at);
	if (td_span_has_prefix(branch, "-mm "))
		branch = td_span_skip(branch, 4);
	end = td_span_find_byte(branch, ' ');
	notice = td_notice_new(TD_NOTICE_MAINTAINER);
	set(&notice->tree, td_span_of("mm"));
	set(&notice->branch, td_span_head(branch, end < 0 ? 0 : (size_t)end));
	item = td_notice_add(notice, answered(message));
	set(&item->title, title);
	return notice;
}

static bool
header_text(const td_message *message, const char *name, td_span *value)
{
	if (!td_message_find_header(message, name, value))
		return false;
	*value = td_span_trim(*value);
	return true;
}

static td_notice *
find_pr(const td_message *message)
{
	td_notice *notice;
	td_notice_item *item;
	td_span value;

	if (!header_text(message, "X-PR-Tracked-Message-Id", &value))
		return NULL;
	notice = td_notice_new(TD_NOTICE_PR_TRACKER);
	item = td_notice_add(notice, "");
	if (td_span_has_prefix(value, "<") && value.n > 2)
		value = td_span_between(value.p + 1, value.p + value.n - 1);
	set(&item->message_id, value);
	if (header_text(message, "X-PR-Merge-Commit-Id", &value))
		td_notice_read_hash(value, item->commit);
	if (header_text(message, "X-PR-Merge-Tree", &value))
		set(&notice->tree, value);
	if (header_text(message, "X-PR-Merge-Refname", &value))
		set(&notice->branch,
		    td_span_skip(
			value, td_span_has_prefix(value, "refs/heads/") ? 11 : 0));
	return notice;
}

/* "[COMMITTED][PATCH]": posted for the record by who may commit. */
static td_notice *
find_committed(const td_message *message, const td_subject *subject)
{
	static const char *const words[] = { "committed", "commited", "pushed" };

	for (unsigned i = 0; i < subject->tags->len; i++) {
		for (unsigned k = 0; k < G_N_ELEMENTS(words); k++) {
			td_notice *notice;

			if (g_ascii_strcasecmp(
				g_ptr_array_index(subject->tags, i), words[k]) != 0)
				continue;
			notice = td_notice_new(TD_NOTICE_MAINTAINER);
			td_notice_add(notice, message->message_id);
			return notice;
		}
	}
	return NULL;
}

/* OpenWrt's script: "Merged: TITLE" in answer to it, "Merged into TREE, branch BRANCH".
 */
static td_notice *
find_headed(const td_message *message, const td_subject *subject, td_span text)
{
	static const char *const words[] = {
		"merged:", "applied:", "pushed:", "committed:", "queued:"
	};
	td_span title = td_span_of(subject->title);

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
		if (td_span_has_prefix_nocase(title, words[i]) &&
		    answered(message)[0] != '\0')
			return td_notice_find_thanks(answered(message), NULL, text);
	return NULL;
}

/* A robot's verdict on the mail that it answers. */
static td_notice *
find_verdict(const td_message *message, td_span text)
{
	static const char *const bad[] = { "build test ERROR", "build test WARNING",
		"kernel test robot noticed", "something to improve",
		"we noticed the following", "FYI, we noticed",
		"but the build/boot failed", "is still triggering",
		"and found the following issue" };
	td_notice *notice;

	if (answered(message)[0] == '\0')
		return NULL;
	text = td_span_head(text, 2000);
	if (td_span_find(text, "% improvement") >= 0)
		return NULL;
	for (unsigned i = 0; i < G_N_ELEMENTS(bad); i++) {
		if (td_span_find(text, bad[i]) < 0)
			continue;
		notice = td_notice_new(TD_NOTICE_TEST);
		td_notice_add(notice, answered(message));
		return notice;
	}
	return NULL;
}

/* mutt answers all mails that are tagged by one, which names them in In-Reply-To. */
static void
add_answered(td_notice *notice, const td_message *message)
{
	const td_notice_item *item = g_ptr_array_index(notice->items, 0);

	if (message->in_reply_to->len < 2 || notice->items->len != 1 ||
	    item->number > 0 || item->title[0] != '\0' ||
	    strcmp(item->message_id, answered(message)) != 0)
		return;
	notice->whole = false;
	for (unsigned i = 1; i < MIN(message->in_reply_to->len, most_answered); i++)
		td_notice_add(notice, g_ptr_array_index(message->in_reply_to, i));
}

/* Where a mailer, or a list, lost what is answered, the title says which patch is meant.
 */
static td_notice *
find_answer(const td_message *message, const td_subject *subject, td_span text)
{
	bool lost = answered(message)[0] == '\0';
	td_notice *notice;

	if (lost && (subject->tags->len == 0 || subject->title[0] == '\0'))
		return NULL;
	notice = td_notice_find_thanks(answered(message), subject, text);
	if (notice)
		add_answered(notice, message);
	for (unsigned i = 0; lost && notice && i < notice->items->len; i++) {
		td_notice_item *item = g_ptr_array_index(notice->items, i);

		if (item->number == 0 && item->title[0] == '\0')
			set(&item->title, td_span_of(subject->title));
	}
	return notice;
}

/* "[GIT PULL]", "Pull request for x": most say so in their subject. */
static bool
asks_to_pull(const td_subject *subject)
{
	return subject->pull || strstr(subject->title, "pull") ||
	       strstr(subject->title, "Pull") || strstr(subject->title, "PULL");
}

/* "[ANNOUNCE] x: for-next updated to 0123abcd" */
static bool
announces(const td_subject *subject)
{
	static const char announce[] = "announce";

	for (unsigned i = 0; i < subject->tags->len; i++)
		if (g_ascii_strncasecmp(g_ptr_array_index(subject->tags, i), announce,
			strlen(announce)) == 0)
			return true;
	return g_ascii_strncasecmp(subject->title, announce, strlen(announce)) == 0;
}

td_notice *
td_notice_find(const td_message *message, const td_subject *subject, td_span text)
{
	const char *from = message->from ? message->from->address : "";

	if (g_str_has_prefix(from, "tip-bot2@") || g_str_has_prefix(from, "tipbot@"))
		return find_tip(message, subject, text);
	if (g_str_has_prefix(from, "patchwork-bot"))
		return find_patchwork(message, text);
	if (g_str_has_prefix(from, "pr-tracker-bot@"))
		return find_pr(message);
	if (strstr(message->message_id, ".b4-ty@"))
		return find_ty(message, text);
	if (td_robot_is_tester(message->from))
		return find_verdict(message, text);
	if (!subject->reply) {
		td_notice *notice = find_committed(message, subject);

		if (!notice && asks_to_pull(subject))
			notice = td_notice_find_shortlog(text);
		else if (!notice && announces(subject))
			notice = td_notice_find_announced(text);
		if (!notice)
			notice = find_added(message, text);
		if (!notice)
			notice = find_quoted(message, text);
		if (!notice)
			notice = find_headed(message, subject, text);
		return notice || !strstr(message->subject, ".patch ")
			   ? notice
			   : find_mm(message, text);
	}
	return find_answer(message, subject, text);
}
