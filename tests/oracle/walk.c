/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tests/oracle/walk.c - prints the entries of a range, for scripts to compare with git
 *
 * One line an entry: commit, blob or "-", size, state, time of arrival. The SHA-1 over
 * all mails' bytes in order ends the list.
 */
#include <stdio.h>
#include <string.h>

#include "archive/archive.h"

static const char *const states[] = { "ok", "removed", "none", "corrupt", "large" };

static bool
print_entries(td_archive *archive, const td_range *range, bool quiet, GError **error)
{
	g_autoptr(td_reader) reader = td_reader_open(archive, error);
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA1);
	char commit[TD_OID_HEX], blob[TD_OID_HEX];

	if (!reader)
		return false;
	for (unsigned i = 0; i < range->entries->len; i++) {
		const td_entry *entry = &g_array_index(range->entries, td_entry, i);
		td_mail mail;

		if (!td_reader_load(reader, entry, &mail, error))
			return false;
		if (quiet)
			continue;
		td_oid_to_hex(&entry->commit, commit);
		td_oid_to_hex(&mail.blob, blob);
		if (mail.state == TD_MAIL_OK)
			g_checksum_update(sum, (const unsigned char *)mail.bytes.p,
			    (gssize)mail.bytes.n);
		printf("%s %s %zu %s %" G_GINT64_FORMAT "\n", commit,
		    td_oid_is_zero(&mail.blob) ? "-" : blob, mail.bytes.n,
		    states[mail.state], entry->received);
	}
	if (!quiet)
		printf("sum %s\n", g_checksum_get_string(sum));
	return true;
}

/* Each line of standard input is a date: prints its seconds, or "-". */
static void
print_dates(int64_t now)
{
	char line[1024];

	while (fgets(line, sizeof(line), stdin)) {
		int64_t seconds;

		line[strcspn(line, "\n")] = '\0';
		if (td_archive_parse_date(line, now, &seconds, NULL))
			printf("%" G_GINT64_FORMAT "\n", seconds);
		else
			printf("-\n");
	}
}

int
main(int argc, char **argv)
{
	int quiet = false, list = false, dates = false;
	td_range_spec spec = { 0 };
	int last = 0;
	char *revisions = NULL, *since = NULL, *until = NULL;
	gint64 now = g_get_real_time() / G_USEC_PER_SEC;
	GOptionEntry options[] = {
		{ "quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, "Load, print nothing",
		    NULL },
		{ "list", 'l', 0, G_OPTION_ARG_NONE, &list, "Select only", NULL },
		{ "last", 'n', 0, G_OPTION_ARG_INT, &last, "Newest mails", "N" },
		{ "since", 0, 0, G_OPTION_ARG_STRING, &since, "From this date", "DATE" },
		{ "until", 0, 0, G_OPTION_ARG_STRING, &until, "Up to this date", "DATE" },
		{ "dates", 'd', 0, G_OPTION_ARG_NONE, &dates, "Read dates, not mail",
		    NULL },
		{ "now", 0, 0, G_OPTION_ARG_INT64, &now, "Take this for now", "SECONDS" },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_autoptr(GOptionContext) context = g_option_context_new("ARCHIVE [RANGE]");
	g_autoptr(td_archive) archive = NULL;
	g_autoptr(td_range) range = NULL;
	g_autoptr(GError) error = NULL;
	bool good;

	g_option_context_add_main_entries(context, options, NULL);
	if (!g_option_context_parse(context, &argc, &argv, &error) ||
	    (argc < 2 && !dates)) {
		fprintf(stderr, "%s\n", error ? error->message : "which archive?");
		return 64;
	}
	if (dates) {
		print_dates(now);
		return 0;
	}
	revisions = argc > 2 ? g_strjoinv(" ", argv + 2) : NULL;
	spec = (td_range_spec){ revisions, since, until, (unsigned)last, now };
	archive = td_archive_open(argv[1], &error);
	if (archive)
		range = td_archive_select(archive, &spec, &error);
	good = range && (list || print_entries(archive, range, quiet, &error));
	if (range)
		printf("range %s..%s %u%s%s missing %u\n", range->from ? range->from : "",
		    range->to ? range->to : "", range->entries->len,
		    range->shallow ? " shallow" : "", range->broken ? " broken" : "",
		    range->missing_epochs);
	if (!good)
		fprintf(stderr, "%u: %s\n", (unsigned)error->code, error->message);
	g_free(revisions);
	g_free(since);
	g_free(until);
	return good ? 0 : 1;
}
