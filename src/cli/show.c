/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/show.c - tidings show: a series and how it stands, a mail and what is known of it
 */
#include <string.h>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/facts.h"
#include "cli/open.h"
#include "index/lists.h"
#include "index/lookup.h"
#include "output/mbox.h"
#include "show/mail.h"
#include "show/standing.h"
#include "terminal/command.h"
#include "terminal/mailer.h"
#include "terminal/page.h"

#define MAX_STEPS 1000 /* up a thread, from an answer to the patch */

typedef struct show_run {
	const td_cli *cli;
	td_opened opened;
	td_page_options page;
	td_index *index; /* borrowed */
	td_rules *rules; /* for JSON */
	td_people *people;
	gboolean raw, json, mail, series;
	char *reader; /* a mail program instead of a page; NULL */
} show_run;

/* A message's row, as far as its facts need it. */
typedef struct shown_row {
	int64_t thread, parent;
	char *subject, *message_id;
} shown_row;

static void
shown_row_clear(shown_row *row)
{
	g_free(row->subject);
	g_free(row->message_id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(shown_row, shown_row_clear)

static void
add_fact(GArray *facts, const char *name, char *take_value)
{
	td_mail_fact fact = { name, take_value };

	g_array_append_val(facts, fact);
}

static void
clear_fact(void *data)
{
	td_mail_fact *fact = data;

	g_free(fact->value);
}

static bool
find_row(td_index *index, int64_t message, shown_row *found, GError **error)
{
	const td_index_range range = { .messages = &message, .n = 1 };
	g_autoptr(td_rows) rows = td_index_messages(index, &range, error);
	GError *failed = NULL;
	td_index_row row;

	if (!rows)
		return false;
	if (td_rows_next(rows, &row, &failed)) {
		found->thread = row.thread;
		found->parent = row.parent;
		found->subject = g_strdup(row.subject);
		found->message_id = g_strdup(row.message_id);
		return true;
	}
	if (failed)
		g_propagate_error(error, failed);
	else
		g_set_error_literal(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "the message is not in the index any more");
	return false;
}

/* "kvm, linux-edac": each list once. */
static bool
add_lists(td_index *index, int64_t message, GArray *facts, GError **error)
{
	g_autoptr(GArray) places = td_index_load_places(index, message, error);
	g_autoptr(GString) names = g_string_new(NULL);
	int64_t last = 0;

	if (!places)
		return false;
	for (unsigned i = 0; i < places->len; i++) {
		const td_index_place *place = &g_array_index(places, td_index_place, i);
		const char *name = td_index_list_name(index, place->list);

		if (place->list == last)
			continue;
		last = place->list;
		if (names->len > 0)
			g_string_append(names, ", ");
		g_string_append(names, name ? name : "?");
	}
	add_fact(facts, "Lists", g_string_free(g_steal_pointer(&names), FALSE));
	return true;
}

/* "patch 2 of 5, v3: TITLE <id>" of the series that the message is in. */
static bool
add_series(td_index *index, int64_t message, GArray *facts, GError **error)
{
	const td_index_range range = { .messages = &message, .n = 1 };
	g_autoptr(GArray) all = td_index_load_series(index, &range, error);
	g_auto(shown_row) head = { 0 };
	const td_index_series *series;

	if (!all)
		return false;
	if (all->len == 0)
		return true;
	series = &g_array_index(all, td_index_series, 0);
	if (series->head == message && series->total <= 1)
		return true;
	if (!find_row(index, series->head, &head, error))
		return false;
	add_fact(facts, "Series",
	    g_strdup_printf("%s <%s>, %u of %u patches here", head.subject,
		head.message_id, series->received, series->total));
	return true;
}

static GArray *
find_facts(td_index *index, int64_t message, GError **error)
{
	g_autoptr(GArray) facts = g_array_new(FALSE, FALSE, sizeof(td_mail_fact));
	g_autoptr(GArray) thread = NULL;
	g_auto(shown_row) row = { 0 };

	g_array_set_clear_func(facts, clear_fact);
	if (!find_row(index, message, &row, error) ||
	    !add_lists(index, message, facts, error) ||
	    !add_series(index, message, facts, error))
		return NULL;
	thread = td_index_find_thread(index, row.thread, error);
	if (!thread)
		return NULL;
	add_fact(facts, "Thread",
	    g_strdup_printf("%u mail%s", thread->len, thread->len == 1 ? " alone" : "s"));
	return g_steal_pointer(&facts);
}

/* The series of the mail, or of the first patch above it in its thread. */
static bool
find_any_series(td_index *index, int64_t message, int64_t *series, GError **error)
{
	for (unsigned steps = 0; message != 0 && steps < MAX_STEPS; steps++) {
		g_auto(shown_row) row = { 0 };

		if (!td_index_find_series(index, message, series, error))
			return false;
		if (*series != 0)
			return true;
		if (!find_row(index, message, &row, error))
			return false;
		message = row.parent;
	}
	g_set_error_literal(
	    error, TD_ERROR, TD_ERROR_NOT_FOUND, "show: the mail belongs to no series");
	return false;
}

static bool
write_page(const show_run *run, int64_t message, td_span bytes,
    const td_render_options *options, const td_sink *sink, GError **error)
{
	g_autoptr(td_message) mail = td_message_parse(bytes, TD_MESSAGE_RECIPIENTS);
	g_autoptr(td_patch) patch = td_patch_read(mail, NULL);
	g_autoptr(GArray) facts = find_facts(run->index, message, error);

	return facts && td_render_mail_text(mail, patch, facts, options, sink, error);
}

static bool
write_facts(const show_run *run, td_span bytes, const td_sink *sink, GError **error)
{
	g_autoptr(td_message) mail = td_message_parse(bytes, TD_MESSAGE_RECIPIENTS);
	g_autoptr(td_patch) patch = td_patch_read(mail, NULL);
	g_autoptr(td_out) out = td_out_new(sink);
	td_facts facts = { .message = mail, .patch = patch };

	facts.class_name =
	    td_rules_classify(run->rules, mail, patch, td_span_of(patch->text));
	td_facts_write(&facts, out);
	return td_out_close(g_steal_pointer(&out), error);
}

/* The series that is to be shown in a mail's place; 0 for the mail itself. */
static bool
choose_series(const show_run *run, int64_t message, int64_t *series, GError **error)
{
	const td_index_range range = { .messages = &message, .n = 1 };
	g_autoptr(GArray) all = NULL;
	const td_index_series *found;

	*series = 0;
	if (run->raw || run->mail || run->reader)
		return true;
	if (run->series)
		return find_any_series(run->index, message, series, error);
	all = td_index_load_series(run->index, &range, error);
	if (!all || all->len == 0)
		return all != NULL;
	found = &g_array_index(all, td_index_series, 0);
	/* A patch among others is shown itself. */
	if (found->cover == message || (found->head == message && found->total <= 1))
		*series = found->id;
	return true;
}

static bool
write_series(const show_run *run, int64_t series, const td_render_options *options,
    const td_sink *sink, GError **error)
{
	const td_standing_options standing = {
		.people = run->people, .now = run->cli->now, .stale_days = TD_STALE_DAYS
	};
	/* As td_search: no line is broken that others search and cut. */
	const td_standing_style style = {
		.width = run->page.width == 0 &&
				 (run->page.output || !run->cli->stdout_is_terminal)
			     ? 0
			     : options->width,
		.color = options->color,
		.now = run->cli->now,
	};
	g_autoptr(td_series_page) page =
	    td_series_page_build(run->index, series, &standing, error);
	g_autoptr(td_out) out = NULL;

	if (!page)
		return false;
	out = td_out_new(sink);
	if (run->json)
		td_series_page_json(page, run->cli->now, out);
	else
		td_series_page_text(page, &style, out);
	return td_out_close(g_steal_pointer(&out), error);
}

static bool
write_message(const show_run *run, int64_t message, const td_render_options *options,
    const td_sink *sink, GError **error)
{
	int64_t series;
	td_span bytes;

	if (!choose_series(run, message, &series, error))
		return false;
	if (series != 0)
		return write_series(run, series, options, sink, error);

	if (!td_library_load(run->opened.library, message, &bytes, error))
		return false;
	if (run->reader) {
		g_autoptr(td_out) out = td_out_new(sink);

		td_mbox_write(out, bytes);
		return td_out_close(g_steal_pointer(&out), error);
	}
	if (run->raw)
		return sink->write(bytes.p, bytes.n, sink->data, error);
	if (run->json)
		return write_facts(run, bytes, sink, error);
	return write_page(run, message, bytes, options, sink, error);
}

static bool
write_rule(const td_sink *sink, GError **error)
{
	return sink->write("\n", 1, sink->data, error);
}

static bool
each_message(show_run *run, char **words, const td_render_options *options,
    const td_sink *sink, GError **error)
{
	bool paged = !run->raw && !run->json && !run->reader;
	bool first = true;

	for (; *words; words++) {
		g_autoptr(GArray) messages =
		    td_open_messages(&run->opened, *words, error);

		if (!messages)
			return false;
		for (unsigned i = 0; i < messages->len; i++, first = false) {
			int64_t message = g_array_index(messages, int64_t, i);

			if (paged && !first && !write_rule(sink, error))
				return false;
			if (!write_message(run, message, options, sink, error))
				return false;
		}
	}
	return true;
}

static bool
print_messages(show_run *run, char **words, GError **error)
{
	td_render_options options = { 0 };
	td_output *output = td_page_open(run->cli, &run->page, run->raw, &options, error);
	bool ok;

	if (!output)
		return false;
	ok = each_message(run, words, &options, td_output_sink(output), error);
	return td_page_close(output, ok, error);
}

static bool
read_messages(show_run *run, char **words, GError **error)
{
	td_mailer *mailer = td_mailer_open(run->reader, error);

	if (!mailer)
		return false;
	if (each_message(run, words, NULL, td_mailer_sink(mailer), error))
		return td_mailer_run(mailer, error);
	td_mailer_abandon(mailer);
	return false;
}

static bool
run_show(show_run *run, int argc, char **argv, GError **error)
{
	if (argc < 2) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE,
		    "show: a Message-ID or a link is missing");
		return false;
	}
	if (run->raw + run->json > 1 || run->mail + run->series > 1 ||
	    run->raw + run->series > 1) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "show: %s exclude each other",
		    run->raw && run->json      ? "--raw and --json"
		    : run->mail && run->series ? "--mail and --series"
					       : "--raw and --series");
		return false;
	}
	if (!td_open_library(&run->opened, false, error))
		return false;
	run->index = td_library_index(run->opened.library, error);
	if (run->index && run->json)
		run->rules = td_config_rules(run->opened.config, error);
	if (!run->index || (run->json && !run->rules))
		return false;
	run->people = td_config_people(run->opened.config, NULL, error);
	if (!run->people)
		return false;
	return run->reader ? read_messages(run, argv + 1, error)
			   : print_messages(run, argv + 1, error);
}

static bool
run(const td_cli *cli, int argc, char **argv, GError **error)
{
	show_run state = { .cli = cli };
	gboolean mutt = FALSE;
	const GOptionEntry entries[] = {
		{ "mail", 0, 0, G_OPTION_ARG_NONE, &state.mail,
		    "Show the mail itself, a cover letter too", NULL },
		{ "series", 0, 0, G_OPTION_ARG_NONE, &state.series,
		    "Show the series that the mail belongs to", NULL },
		{ "raw", 0, 0, G_OPTION_ARG_NONE, &state.raw,
		    "Print the mail as its list has it", NULL },
		{ "json", 0, 0, G_OPTION_ARG_NONE, &state.json, "Print JSON", NULL },
		{ "mutt", 0, 0, G_OPTION_ARG_NONE, &mutt, "Read the mail in mutt", NULL },
		{ "reader", 0, 0, G_OPTION_ARG_STRING, &state.reader,
		    "Read it in another program", "COMMAND" },
		TD_PAGE_OPTIONS(&state.page),
		TD_OPEN_INDEX(&state.opened),
		{ 0 },
	};
	bool ok = td_command_options(&td_command_show, entries, &argc, &argv, error);

	if (mutt && !state.reader)
		state.reader = g_strdup(TD_MAILER_MUTT);
	ok = ok && run_show(&state, argc, argv, error);
	td_rules_free(state.rules);
	td_people_free(state.people);
	td_opened_clear(&state.opened);
	td_page_options_clear(&state.page);
	g_free(state.reader);
	return ok;
}

const td_command td_command_show = {
	.name = "show",
	.arguments = "MESSAGE...",
	.summary = "Show a series and how it stands, or a mail",
	.help = "MESSAGE is a Message-ID or a link to a mail, as on lore.kernel.org.\n",
	.run = run,
};
