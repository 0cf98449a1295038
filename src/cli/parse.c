/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/parse.c - tidings parse: mails as lines of JSON, so that every rule can be seen
 * from a shell */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "archive/archive.h"
#include "base/error.h"
#include "base/limits.h"
#include "cli/commands.h"
#include "cli/facts.h"
#include "cli/open.h"
#include "config/config.h"
#include "terminal/command.h"
#include "terminal/output.h"

typedef struct parse_run {
	const td_cli *cli;
	td_patch_options patch_options;
	td_range_spec spec;
	td_library *library; /* which lists there are; borrowed */
	const td_rules *rules;
	td_out *out;
} parse_run;

static void
parse_mail(const parse_run *run, td_span bytes, td_facts *facts)
{
	g_autoptr(td_message) message = td_message_parse(bytes, TD_MESSAGE_RECIPIENTS);
	g_autoptr(td_patch) patch = td_patch_read(message, &run->patch_options);

	facts->message = message;
	facts->patch = patch;
	facts->class_name =
	    td_rules_classify(run->rules, message, patch, td_span_of(patch->text));
	td_facts_write(facts, run->out);
}

static bool
parse_entries(
    const parse_run *run, td_archive *archive, const char *source, GError **error)
{
	g_autoptr(td_range) range = NULL;
	g_autoptr(td_reader) reader = NULL;

	range = td_archive_select(archive, &run->spec, error);
	if (!range)
		return false;
	reader = td_reader_open(archive, error);
	for (unsigned i = 0; reader && i < range->entries->len; i++) {
		const td_entry *entry = &g_array_index(range->entries, td_entry, i);
		td_facts facts = { .entry = entry, .source = source };
		td_mail mail;

		if (!td_reader_load(reader, entry, &mail, error))
			return false;
		if (mail.state != TD_MAIL_OK)
			continue;
		facts.blob = &mail.blob;
		parse_mail(run, mail.bytes, &facts);
		if (td_out_failed(run->out))
			break;
	}
	return reader != NULL;
}

static bool
parse_archive(const parse_run *run, const char *path, const char *source, GError **error)
{
	g_autoptr(td_archive) archive = td_archive_open(path, error);

	return archive && parse_entries(run, archive, source, error);
}

static bool
parse_list(const parse_run *run, const td_list *list, GError **error)
{
	td_archive *archive = td_library_archive(run->library, list, error);

	return archive && parse_entries(run, archive, NULL, error);
}

static bool
read_whole(FILE *file, const char *name, GString *bytes, GError **error)
{
	char buffer[64 * 1024];
	size_t n;

	while ((n = fread(buffer, 1, sizeof(buffer), file)) > 0) {
		g_string_append_len(bytes, buffer, (gssize)n);
		if (bytes->len > TD_MAX_MAIL_BYTES) {
			g_set_error(error, TD_ERROR, TD_ERROR_LIMIT,
			    "%s: larger than %u MiB", name, TD_MAX_MAIL_BYTES >> 20);
			return false;
		}
	}
	if (ferror(file)) {
		g_set_error(
		    error, TD_ERROR, TD_ERROR_IO, "%s: %s", name, g_strerror(errno));
		return false;
	}
	return true;
}

/* Standard input may be a mail or an mbox; an mbox needs a file to be read from. */
static bool
parse_spooled(const parse_run *run, const GString *bytes, GError **error)
{
	g_autofree char *path = g_build_filename(g_get_tmp_dir(), "tidings-XXXXXX", NULL);
	int fd = g_mkstemp(path);
	bool ok;

	if (fd < 0) {
		g_set_error(
		    error, TD_ERROR, TD_ERROR_IO, "%s: %s", path, g_strerror(errno));
		return false;
	}
	close(fd);
	ok = g_file_set_contents(path, bytes->str, (gssize)bytes->len, NULL);
	if (!ok)
		g_set_error(error, TD_ERROR, TD_ERROR_IO, "%s: cannot write it", path);
	ok = ok && parse_archive(run, path, "-", error);
	unlink(path);
	return ok;
}

static bool
parse_file(const parse_run *run, const char *name, GError **error)
{
	bool is_input = strcmp(name, "-") == 0;
	FILE *file = is_input ? stdin : fopen(name, "rb");
	g_autoptr(GString) bytes = g_string_new(NULL);
	td_facts facts = { .source = name };
	bool ok;

	if (!file) {
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND, "%s: %s", name,
		    g_strerror(errno));
		return false;
	}
	ok = read_whole(file, name, bytes, error);
	if (!is_input)
		fclose(file);
	if (!ok)
		return false;
	if (is_input && g_str_has_prefix(bytes->str, "From "))
		return parse_spooled(run, bytes, error);
	parse_mail(run, (td_span){ bytes->str, bytes->len }, &facts);
	return true;
}

/* An mbox begins with a From_ line, a compressed one with gzip's two bytes. */
static bool
is_mbox(const char *name)
{
	char head[5] = "";
	FILE *file = fopen(name, "rb");
	size_t n;

	if (!file)
		return false;
	n = fread(head, 1, sizeof(head), file);
	fclose(file);
	return (n == 5 && memcmp(head, "From ", 5) == 0) ||
	       (n >= 2 && memcmp(head, "\037\213", 2) == 0);
}

static bool
is_archive(const parse_run *run, const char *word)
{
	return strcmp(word, "-") != 0 &&
	       (td_library_find(run->library, word) ||
		   g_file_test(word, G_FILE_TEST_IS_DIR) || is_mbox(word));
}

/* As for an update the name of a list comes before a path. */
static bool
parse_word(const parse_run *run, const char *word, GError **error)
{
	const td_list *list = td_library_find(run->library, word);

	if (list)
		return parse_list(run, list, error);
	return is_archive(run, word) ? parse_archive(run, word, NULL, error)
				     : parse_file(run, word, error);
}

static bool
parse_all(parse_run *run, int argc, char **argv, GError **error)
{
	if (argc < 2)
		return parse_file(run, "-", error);
	/* ARCHIVE RANGE: the second word is no file. */
	if (argc == 3 && is_archive(run, argv[1]) && !is_archive(run, argv[2]) &&
	    !g_file_test(argv[2], G_FILE_TEST_EXISTS) && strcmp(argv[2], "-") != 0) {
		run->spec.revisions = argv[2];
		return parse_word(run, argv[1], error);
	}
	for (int i = 1; i < argc; i++) {
		if (!parse_word(run, argv[i], error))
			return false;
	}
	return true;
}

static bool
parse_to(parse_run *run, td_output *output, int argc, char **argv, GError **error)
{
	g_autoptr(GError) failed = NULL;
	bool ok;

	run->out = td_out_new(td_output_sink(output));
	ok = parse_all(run, argc, argv, error);
	if (!td_out_close(run->out, &failed) && ok) {
		ok = td_output_gone(output);
		if (!ok)
			g_propagate_error(error, g_steal_pointer(&failed));
	}
	return ok;
}

static bool
run(const td_cli *cli, int argc, char **argv, GError **error)
{
	parse_run state = { .cli = cli, .spec = { .now = cli->now } };
	gboolean no_scissors = FALSE;
	int last = 0;
	g_autofree char *since = NULL, *until = NULL;
	const GOptionEntry entries[] = {
		{ "no-scissors", 0, 0, G_OPTION_ARG_NONE, &no_scissors,
		    "Do not cut a message at a scissors line", NULL },
		{ "since", 0, 0, G_OPTION_ARG_STRING, &since,
		    "Only an archive's mails that arrived after DATE", "DATE" },
		{ "until", 0, 0, G_OPTION_ARG_STRING, &until,
		    "Only an archive's mails that arrived before DATE", "DATE" },
		{ "last", 'n', 0, G_OPTION_ARG_INT, &last,
		    "Only an archive's last N mails", "N" },
		{ 0 },
	};
	td_output_options output_options = { .no_pager = true };
	g_auto(td_opened) opened = { 0 };
	g_autoptr(td_rules) rules = NULL;
	td_output *output;
	bool ok;

	if (!td_command_options(&td_command_parse, entries, &argc, &argv, error))
		return false;
	if (last < 0) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE,
		    "--last takes a number that is not below 0");
		return false;
	}
	if (td_open_library(&opened, false, error))
		rules = td_config_rules(opened.config, error);
	if (!rules)
		return false;
	state.library = opened.library;
	state.rules = rules;
	state.patch_options.no_scissors = no_scissors;
	state.spec.since = since;
	state.spec.until = until;
	state.spec.last = (unsigned)last;
	output = td_output_open(cli, &output_options, error);
	if (!output)
		return false;
	ok = parse_to(&state, output, argc, argv, error);
	if (ok)
		return td_output_close(output, error);
	td_output_abandon(output);
	return false;
}

const td_command td_command_parse = {
	.name = "parse",
	.arguments = "[FILE... | ARCHIVE [RANGE]]",
	.summary = "Print what is known of each mail as a line of JSON",
	.help = "FILE is a mail, an mbox (gzip or not), or - for standard input. An "
		"ARCHIVE and a\n"
		"RANGE are what 'tidings update' takes.\n",
	.run = run,
};
