/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz - a first line that is a glob, a second that is a rule, then a mail */
#include <glib.h>
#include <stdint.h>

#include "patch/glob.h"
#include "patch/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const fields[] = { "from", "subject", "tag", "message-id",
		"list-id", "header", "body", "path", "not-list-id", "only" };
	td_span rest = { (const char *)data, size }, glob, rule;
	g_autoptr(td_rules) rules = td_rules_new();
	g_autoptr(td_message) message = NULL;
	g_autoptr(td_patch) patch = NULL;
	g_autofree char *pattern = NULL, *lower = NULL, *value = NULL;

	if (!td_span_next_line(&rest, &glob) || !td_span_next_line(&rest, &rule) ||
	    glob.n > 64 || rule.n < 2)
		return 0;
	pattern = td_span_dup(glob);
	lower = g_ascii_strdown(pattern, -1);
	td_glob_match(lower, rest);
	value = td_span_dup(td_span_skip(rule, 1));
	td_rules_add(rules, "one", fields[(unsigned char)rule.p[0] % 10], value, NULL);
	td_rules_add(rules, "two", "body", pattern, NULL);
	td_rules_add(rules, "two", "path", pattern, NULL);
	message = td_message_parse(rest, 0);
	patch = td_patch_read(message, NULL);
	g_assert_nonnull(td_rules_classify(rules, message, patch, message->body));
	g_assert_nonnull(td_rules_classify(rules, message, NULL, rest));
	return 0;
}
