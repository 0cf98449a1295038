/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/update_options.c - the words of `tidings update`, read and checked */
#include "cli/update_options.h"

#include <string.h>

#include "base/error.h"

static const struct {
	const char *word;
	unsigned part;
} part_words[] = {
	{ "totals", TD_PART_TOTALS },
	{ "domains", TD_PART_DOMAINS },
	{ "contributors", TD_PART_CONTRIBUTORS },
	{ "reviewers", TD_PART_REVIEWERS },
	{ "series", TD_PART_SERIES },
	{ "waiting", TD_PART_WAITING },
	{ "messages", TD_PART_MESSAGES },
	{ "pulls", TD_PART_PULLS },
	{ "applied", TD_PART_APPLIED },
	{ "threads", TD_PART_THREADS },
	{ "discussions", TD_PART_DISCUSSIONS },
	{ "all", TD_PART_ALL },
};

static const struct {
	const char *word;
	td_report_order order;
} order_words[] = {
	{ "arrival", TD_ORDER_ARRIVAL },
	{ "oldest", TD_ORDER_OLDEST },
	{ "date", TD_ORDER_DATE },
	{ "title", TD_ORDER_TITLE },
	{ "author", TD_ORDER_AUTHOR },
	{ "size", TD_ORDER_SIZE },
	{ "replies", TD_ORDER_REPLIES },
};

const char td_update_help[] =
    "ARCHIVE is the name of a list that was added, a public-inbox inbox (v2 or v1), one\n"
    "bare epoch of it, a Maildir, or an mbox file (gzip or not). RANGE is written as\n"
    "git writes revisions: FROM..TO, HEAD~500.., an abbreviated id; FROM is not in it,\n"
    "TO is. Without one the whole archive is read, and of a list what is new since the\n"
    "last time; the first time that is its last week.\n\n"
    "Parts: totals, domains, contributors, reviewers, series, waiting, messages, pulls,\n"
    "applied, threads, discussions. A leading '-' leaves one out: --parts=-messages.\n"
    "Orders: arrival (newest first), oldest, date, title, author, size, replies.\n\n"
    "Examples:\n"
    "  tidings update kvm\n"
    "  tidings update kvm --since '1 week ago'\n"
    "  tidings update kvm 1ef5c2a..HEAD --format html -o kvm.html\n"
    "  tidings update kvm -n 500 --path arch/x86/kvm --parts=-messages\n";

/* One word of --parts; with a leading '-' it is taken away. */
static bool
apply_part(const char *word, unsigned *parts, GError **error)
{
	bool minus = word[0] == '-';

	for (unsigned i = 0; i < G_N_ELEMENTS(part_words); i++) {
		if (strcmp(part_words[i].word, word + minus) != 0)
			continue;
		if (minus)
			*parts = (*parts ? *parts : TD_PART_ALL) & ~part_words[i].part;
		else
			*parts |= part_words[i].part;
		return true;
	}
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "--parts: '%s' is no part (see 'tidings update --help')", word + minus);
	return false;
}

static bool
read_parts(td_update_options *options, GError **error)
{
	g_auto(GStrv) words = NULL;

	if (!options->parts_text)
		return true;
	words = g_strsplit_set(options->parts_text, ", ", -1);
	for (unsigned i = 0; words[i]; i++) {
		if (*words[i] && !apply_part(words[i], &options->parts, error))
			return false;
	}
	if (options->parts != 0)
		return true;
	g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE, "--parts: nothing is left");
	return false;
}

static bool
read_order(td_update_options *options, GError **error)
{
	const char *word = options->order_text ? options->order_text : "arrival";

	for (unsigned i = 0; i < G_N_ELEMENTS(order_words); i++) {
		if (strcmp(order_words[i].word, word) == 0) {
			options->order = order_words[i].order;
			return true;
		}
	}
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "--order: '%s' is no order (see 'tidings update --help')", word);
	return false;
}

static bool
read_format(td_update_options *options, GError **error)
{
	const char *word = options->format ? options->format : "text";
	g_autofree char *all = NULL;

	options->render = td_render_find(word);
	if (options->render)
		return true;
	all = g_strjoinv(", ", (char **)(uintptr_t)td_render_formats());
	g_set_error(
	    error, TD_ERROR, TD_ERROR_USAGE, "--format: '%s' is none of %s", word, all);
	return false;
}

static bool
check_numbers(const td_update_options *options, GError **error)
{
	if (options->last < 0 || options->top < 0 || options->waiting < 1 ||
	    options->width < 0 || options->jobs < 0) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE,
		    "--last, --top, --width and --jobs take a number that is not below "
		    "0, --waiting one that is not below 1");
		return false;
	}
	return true;
}

/* A link goes into pages as it is: it must be a web address with one %s and nothing odd.
 */
static bool
check_link(const td_update_options *options, GError **error)
{
	const char *link = options->link;
	const char *hole = link ? strchr(link, '%') : NULL;

	if (!link)
		return true;
	if ((g_str_has_prefix(link, "https://") || g_str_has_prefix(link, "http://")) &&
	    hole && hole[1] == 's' && !strchr(hole + 1, '%') &&
	    !strpbrk(link, " \"'<>\\"))
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "--link: '%s' is no https address with one %%s in it", link);
	return false;
}

static bool
read_arguments(td_update_options *options, int argc, char **argv, GError **error)
{
	if (argc < 2 || argc > 3) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "%s (see 'tidings update --help')",
		    argc < 2 ? "which archive?" : "one archive and one range at most");
		return false;
	}
	options->archive = argv[1];
	options->revisions = argc == 3 ? argv[2] : NULL;
	return true;
}

bool
td_update_options_read(td_update_options *options, const td_command *command, int argc,
    char **argv, GError **error)
{
	td_update_options *o = options;
	const GOptionEntry entries[] = {
		{ "format", 'f', 0, G_OPTION_ARG_STRING, &o->format,
		    "text (the default), classic, markdown, html, json, mbox or atom",
		    "FORMAT" },
		{ "name", 0, 0, G_OPTION_ARG_STRING, &o->name,
		    "The list's name in headings", "NAME" },
		{ "since", 0, 0, G_OPTION_ARG_STRING, &o->since,
		    "Only mails that arrived after DATE, as git reads dates", "DATE" },
		{ "until", 0, 0, G_OPTION_ARG_STRING, &o->until,
		    "Only mails that arrived before DATE", "DATE" },
		{ "last", 'n', 0, G_OPTION_ARG_INT, &o->last, "Only the last N mails",
		    "N" },
		{ "path", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->paths,
		    "Only series that touch a path (glob or folder; may be repeated)",
		    "GLOB" },
		{ "author", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->authors,
		    "Only mails of a person: part of name or address", "TEXT" },
		{ "subject", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->subjects,
		    "Only mails whose subject holds TEXT", "TEXT" },
		{ "class", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->classes,
		    "human (the default), bot, stable, ..., or all; may be repeated",
		    "CLASS" },
		{ "parts", 0, 0, G_OPTION_ARG_STRING, &o->parts_text,
		    "Which parts to print, comma between", "PARTS" },
		{ "waiting", 0, 0, G_OPTION_ARG_INT, &o->waiting,
		    "A series without an answer for so long waits; 7", "DAYS" },
		{ "top", 0, 0, G_OPTION_ARG_INT, &o->top,
		    "Rows in the ranked lists (15; 0 for all)", "N" },
		{ "order", 0, 0, G_OPTION_ARG_STRING, &o->order_text,
		    "Order of the patch list: arrival, date, size, ...", "ORDER" },
		{ "mailmap", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->mailmaps,
		    "A mailmap of git's; may be repeated", "FILE" },
		{ "link", 0, 0, G_OPTION_ARG_STRING, &o->link,
		    "Where a mail is read: https://lore.kernel.org/all/%s/", "URL" },
		{ "output", 'o', 0, G_OPTION_ARG_FILENAME, &o->output,
		    "Write to FILE, whole or not at all", "FILE" },
		{ "color", 0, 0, G_OPTION_ARG_STRING, &o->color, "auto, always or never",
		    "WHEN" },
		{ "width", 0, 0, G_OPTION_ARG_INT, &o->width,
		    "Columns of the text format", "N" },
		{ "jobs", 'j', 0, G_OPTION_ARG_INT, &o->jobs,
		    "Threads that read and parse (one a core)", "N" },
		{ "no-pager", 0, 0, G_OPTION_ARG_NONE, &o->no_pager,
		    "Do not start a pager on a terminal", NULL },
		{ "history", 0, 0, G_OPTION_ARG_NONE, &o->history,
		    "Of a list: look at what was there before the range, too", NULL },
		{ "no-history", 0, 0, G_OPTION_ARG_NONE, &o->no_history,
		    "Do not, even for what is new since the last time", NULL },
		{ "peek", 0, 0, G_OPTION_ARG_NONE, &o->peek,
		    "Do not remember what was read", NULL },
		{ "index", 0, 0, G_OPTION_ARG_FILENAME, &o->index,
		    "The index, where it is not in its usual place", "FILE" },
		{ "quiet", 'q', 0, G_OPTION_ARG_NONE, &o->quiet,
		    "No progress and no remarks on standard error", NULL },
		{ 0 },
	};

	*o = (td_update_options){ .top = 15, .waiting = 7 };
	if (!td_command_options(command, entries, &argc, &argv, error))
		return false;
	return read_arguments(o, argc, argv, error) && check_numbers(o, error) &&
	       check_link(o, error) && read_format(o, error) && read_parts(o, error) &&
	       read_order(o, error);
}

bool
td_update_options_alone(const td_update_options *options)
{
	return options->jobs == 1 || (options->jobs == 0 && g_get_num_processors() == 1);
}

void
td_update_options_clear(td_update_options *options)
{
	g_free(options->format);
	g_free(options->name);
	g_free(options->since);
	g_free(options->until);
	g_free(options->output);
	g_free(options->color);
	g_free(options->parts_text);
	g_free(options->order_text);
	g_free(options->link);
	g_free(options->index);
	g_strfreev(options->paths);
	g_strfreev(options->authors);
	g_strfreev(options->subjects);
	g_strfreev(options->classes);
	g_strfreev(options->mailmaps);
}
