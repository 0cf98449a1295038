/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/am.c - tidings am: a series as an mbox for git am */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "cli/am_archive.h"
#include "cli/am_say.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "cli/version.h"
#include "index/lookup.h"
#include "message/link.h"
#include "show/am.h"
#include "terminal/command.h"
#include "terminal/output.h"

static const char default_link[] = "https://patch.msgid.link/%s";

/* The words of the command line. */
typedef struct am_words {
	char *output, *version, *pick, *archive;
	char **mailmaps;
	gboolean link, message_id, signoff, sloppy, bots;
	gboolean no_trailers, no_cover_trailers, no_cover, no_parent, no_reroll,
	    fill_single, partial;
	gboolean quiet;
} am_words;

typedef struct am_run {
	const td_cli *cli;
	const am_words *words;
	td_opened opened;
	td_am_archive archive;
	td_index *index; /* borrowed */
	char *own, *signoff, *link;
	td_people *people;
} am_run;

static bool
load_mail(int64_t message, td_span *bytes, void *data, GError **error)
{
	am_run *run = data;

	return run->words->archive
		   ? td_am_archive_load(&run->archive, message, bytes, error)
		   : td_library_load(run->opened.library, message, bytes, error);
}

static GArray *
find_in_archive(am_run *run, const char *word, GError **error)
{
	g_autofree char *id = td_message_id_from_link(td_span_of(word));
	g_autoptr(GArray) found = NULL;

	if (!id) {
		td_open_fail_word(word, error);
		return NULL;
	}
	run->opened.config = td_config_open(error);
	if (!run->opened.config || !td_am_archive_open(&run->archive, run->opened.config,
				       run->words->archive, run->cli->now, error))
		return NULL;
	run->index = run->archive.index;
	found = td_index_find_messages(run->index, id, error);
	if (found && found->len == 0) {
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND, "%s has no mail <%s>",
		    run->words->archive, id);
		return NULL;
	}
	return g_steal_pointer(&found);
}

static GArray *
find_messages(am_run *run, const char *word, GError **error)
{
	if (run->words->archive)
		return find_in_archive(run, word, error);
	if (!td_open_library(&run->opened, false, error))
		return NULL;
	run->index = td_library_index(run->opened.library, error);
	return run->index ? td_open_messages(&run->opened, word, error) : NULL;
}

/* tidings.linkMask, b4's own setting, or the common one. */
static bool
read_link(am_run *run, GError **error)
{
	const char *hole;

	run->link = td_config_find(run->opened.config, "tidings.linkmask");
	if (!run->link)
		run->link = td_config_find(run->opened.config, "b4.linkmask");
	if (!run->link)
		run->link = g_strdup(default_link);
	hole = strstr(run->link, "%s");
	if (hole && !strchr(hole + 1, '%') && hole == strchr(run->link, '%') &&
	    !strpbrk(run->link, " \t\r\n"))
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "the link mask '%s' is no address with one %%s in it", run->link);
	return false;
}

/* Who commits, as git finds it. */
static char *
find_identity(td_config *config, const char *variable, const char *setting)
{
	const char *value = g_getenv(variable);

	return value && *value ? g_strdup(value) : td_config_find(config, setting);
}

static bool
read_settings(am_run *run, GError **error)
{
	g_autofree char *name = NULL;

	name = find_identity(run->opened.config, "GIT_COMMITTER_NAME", "user.name");
	run->own = find_identity(run->opened.config, "GIT_COMMITTER_EMAIL", "user.email");
	run->people = td_config_people(run->opened.config, run->words->mailmaps, error);
	if (!run->people)
		return false;
	if (run->words->signoff && (!name || !run->own)) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE,
		    "--signoff needs user.name and user.email, as git does");
		return false;
	}
	if (run->words->signoff)
		run->signoff = g_strdup_printf("%s <%s>", name, run->own);
	return !run->words->link || read_link(run, error);
}

static bool
write_file(am_run *run, const td_am *am, const char *path, bool cover, GError **error)
{
	const td_output_options output_options = {
		.path = path,
		.no_pager = true,
		.harmless = true,
	};
	const td_render_am_options options = {
		.own = run->own,
		.load = load_mail,
		.data = run,
	};
	td_output *output = td_output_open(run->cli, &output_options, error);
	bool ok;

	if (!output)
		return false;
	ok = cover ? td_render_am_cover(am, &options, td_output_sink(output), error)
		   : td_render_am(am, &options, td_output_sink(output), error);
	if (ok)
		return td_output_close(output, error);
	if (td_output_gone(output))
		g_clear_error(error);
	td_output_abandon(output);
	return !error || !*error;
}

/* Into a folder under b4's names, with the cover letter beside it. */
static bool
write_folder(am_run *run, const td_am *am, GError **error)
{
	g_autofree char *mbox = g_strdup_printf("%s.mbx", am->name);
	g_autofree char *letter = g_strdup_printf("%s.cover", am->name);
	g_autofree char *path = g_build_filename(run->words->output, mbox, NULL);
	g_autofree char *cover = g_build_filename(run->words->output, letter, NULL);

	if (!write_file(run, am, path, false, error))
		return false;
	if (am->cover != 0 && !run->words->no_cover &&
	    !write_file(run, am, cover, true, error))
		return false;
	if (!run->words->quiet)
		fprintf(stderr, "tidings: git am %s\n", path);
	return true;
}

static bool
write_all(am_run *run, const td_am *am, GError **error)
{
	const char *output = run->words->output;

	if (am->missing->len > 0 && !run->words->partial) {
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "%u of %u patches %s missing (--partial takes what is there)",
		    am->missing->len, am->total, am->missing->len == 1 ? "is" : "are");
		return false;
	}
	if (am->patches->len == 0) {
		g_set_error_literal(
		    error, TD_ERROR, TD_ERROR_EMPTY, "there is no patch to write");
		return false;
	}
	if (output && strcmp(output, "-") == 0)
		output = NULL;
	if (output && g_file_test(output, G_FILE_TEST_IS_DIR))
		return write_folder(run, am, error);
	return write_file(run, am, output, false, error);
}

static bool
run_am(am_run *run, int argc, char **argv, GError **error)
{
	const am_words *words = run->words;
	td_am_options options = {
		.pick = words->pick,
		.no_trailers = words->no_trailers,
		.no_cover_trailers = words->no_cover_trailers,
		.sloppy = words->sloppy,
		.bots = words->bots,
		.no_parent = words->no_parent,
		.no_reroll = words->no_reroll,
		.fill_single = words->fill_single,
		.guess = words->archive != NULL,
		.message_id_trailer = words->message_id,
		.load = load_mail,
		.data = run,
	};
	const char *version = argc > 2 ? argv[2] : words->version;
	g_autoptr(GArray) messages = NULL;
	g_autoptr(td_am) am = NULL;

	if (argc < 2 || argc > 3) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE,
		    "which series? a Message-ID or a link (see 'tidings am --help')");
		return false;
	}
	if (version && !td_version_read(version, &options.version, &options.minor, error))
		return false;
	options.has_version = version != NULL;
	messages = find_messages(run, argv[1], error);
	if (!messages || !read_settings(run, error))
		return false;
	options.link = run->link;
	options.signoff = run->signoff;
	options.people = run->people;
	am =
	    td_am_build(run->index, g_array_index(messages, int64_t, 0), &options, error);
	if (!am)
		return false;
	if (!words->quiet)
		td_am_say(am);
	return write_all(run, am, error);
}

static bool
run(const td_cli *cli, int argc, char **argv, GError **error)
{
	am_words words = { 0 };
	am_run state = { .cli = cli, .words = &words };
	const GOptionEntry entries[] = {
		{ "output", 'o', 0, G_OPTION_ARG_FILENAME, &words.output,
		    "Write to FILE, or into a folder under the name that b4 gives",
		    "FILE" },
		{ "version", 'v', 0, G_OPTION_ARG_STRING, &words.version,
		    "This version and not the newest", "N" },
		{ "cherry-pick", 'P', 0, G_OPTION_ARG_STRING, &words.pick,
		    "These patches: 1-3,5; _ for the one named; *words* of titles",
		    "LIST" },
		{ "add-link", 'l', 0, G_OPTION_ARG_NONE, &words.link,
		    "Add a Link: to each mail", NULL },
		{ "add-message-id", 'i', 0, G_OPTION_ARG_NONE, &words.message_id,
		    "Add the Message-ID: of each mail", NULL },
		{ "signoff", 's', 0, G_OPTION_ARG_NONE, &words.signoff,
		    "Add your Signed-off-by", NULL },
		{ "no-trailers", 'T', 0, G_OPTION_ARG_NONE, &words.no_trailers,
		    "No trailers of answers", NULL },
		{ "no-cover-trailers", 0, 0, G_OPTION_ARG_NONE, &words.no_cover_trailers,
		    "None that were given to the cover letter", NULL },
		{ "sloppy", 'S', 0, G_OPTION_ARG_NONE, &words.sloppy,
		    "Also trailers that somebody else sent", NULL },
		{ "bots", 0, 0, G_OPTION_ARG_NONE, &words.bots,
		    "Also trailers of machines", NULL },
		{ "no-parent", 0, 0, G_OPTION_ARG_NONE, &words.no_parent,
		    "Nothing of the versions before", NULL },
		{ "partial-reroll", 0, 0, G_OPTION_ARG_NONE, &words.fill_single,
		    "Fill up one patch without a number that answers one of a set, too",
		    NULL },
		{ "no-partial-reroll", 0, 0, G_OPTION_ARG_NONE, &words.no_reroll,
		    "Do not fill up a version that has some patches only", NULL },
		{ "partial", 0, 0, G_OPTION_ARG_NONE, &words.partial,
		    "Write what is there when patches are missing", NULL },
		{ "no-cover", 0, 0, G_OPTION_ARG_NONE, &words.no_cover,
		    "No cover letter beside the mbox", NULL },
		{ "mailmap", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &words.mailmaps,
		    "A mailmap that says who is who", "FILE" },
		{ "archive", 0, 0, G_OPTION_ARG_FILENAME, &words.archive,
		    "Read this archive, which was not added", "PATH" },
		TD_OPEN_INDEX(&state.opened),
		{ "quiet", 'q', 0, G_OPTION_ARG_NONE, &words.quiet,
		    "Do not tell what was chosen", NULL },
		{ 0 },
	};
	bool ok = td_command_options(&td_command_am, entries, &argc, &argv, error) &&
		  run_am(&state, argc, argv, error);

	td_am_archive_clear(&state.archive);
	td_opened_clear(&state.opened);
	td_people_free(state.people);
	g_free(state.own);
	g_free(state.signoff);
	g_free(state.link);
	g_free(words.output);
	g_free(words.version);
	g_free(words.pick);
	g_free(words.archive);
	g_strfreev(words.mailmaps);
	return ok;
}

const td_command td_command_am = {
	.name = "am",
	.arguments = "MESSAGE [VERSION]",
	.summary = "Print a series as an mbox for git am, with the trailers it got",
	.help = "MESSAGE is the Message-ID of any mail of the series or of an answer to "
		"it, or a link.\n\n"
		"Examples:\n"
		"  tidings am 20251101100000.1-1-ann@example.org | git am\n"
		"  tidings am https://lore.kernel.org/r/ID v2 -P 1-3 -l -o .\n",
	.run = run,
};
