/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/thread.c - tidings thread: a thread as a tree, JSON or an mbox */
#include "base/error.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "output/mbox.h"
#include "show/discussion.h"
#include "terminal/command.h"
#include "terminal/mailer.h"
#include "terminal/page.h"

typedef enum thread_form {
	FORM_TREE,
	FORM_JSON,
	FORM_MBOX,
	FORM_IDS,
} thread_form;

typedef struct thread_run {
	const td_cli *cli;
	td_opened opened;
	td_page_options page;
	td_people *people;
	thread_form form;
	char *reader; /* a mail program instead of a page; NULL */
} thread_run;

static const td_discussion_mail *
mail_at(const td_discussion *discussion, unsigned at)
{
	return &g_array_index(discussion->mails, td_discussion_mail, at);
}

static bool
write_mbox(
    thread_run *run, const td_discussion *discussion, const td_sink *sink, GError **error)
{
	g_autoptr(td_out) out = td_out_new(sink);

	for (unsigned i = 0; i < discussion->mails->len && !td_out_failed(out); i++) {
		const td_discussion_mail *mail = mail_at(discussion, i);
		td_span bytes;

		if (mail->message == 0)
			continue;
		if (!td_library_load(run->opened.library, mail->message, &bytes, error))
			return false;
		td_mbox_write(out, bytes);
	}
	return td_out_close(g_steal_pointer(&out), error);
}

static bool
write_ids(const td_discussion *discussion, const td_sink *sink, GError **error)
{
	g_autoptr(td_out) out = td_out_new(sink);

	for (unsigned i = 0; i < discussion->mails->len; i++)
		if (mail_at(discussion, i)->message != 0)
			td_out_printf(out, "%s\n", mail_at(discussion, i)->message_id);
	return td_out_close(g_steal_pointer(&out), error);
}

static bool
write_form(thread_run *run, const td_discussion *discussion, int64_t message,
    const td_render_options *options, const td_sink *sink, GError **error)
{
	switch (run->form) {
	case FORM_TREE:
		return td_render_discussion_text(
		    discussion, message, options, sink, error);
	case FORM_JSON:
		return td_render_discussion_json(discussion, sink, error);
	case FORM_MBOX:
		return write_mbox(run, discussion, sink, error);
	case FORM_IDS:
		return write_ids(discussion, sink, error);
	}
	return true;
}

/* Calls for each thread that the arguments name; two mails of one may be asked for. */
static bool
each_thread(thread_run *run, char **words, const td_render_options *options,
    const td_sink *sink, GError **error)
{
	td_index *index = td_library_index(run->opened.library, error);

	for (; index && *words; words++) {
		g_autoptr(GArray) messages =
		    td_open_messages(&run->opened, *words, error);
		g_autoptr(td_discussion) discussion = NULL;
		int64_t message;

		if (!messages)
			return false;
		/* Mails of one Message-ID are in one thread. */
		message = g_array_index(messages, int64_t, 0);
		discussion = td_discussion_load(index, message, run->people, error);
		if (!discussion ||
		    !write_form(run, discussion, message, options, sink, error))
			return false;
	}
	return index != NULL;
}

static bool
print_threads(thread_run *run, char **words, GError **error)
{
	td_render_options options = { 0 };
	bool raw = run->form == FORM_MBOX || run->form == FORM_IDS;
	td_output *output = td_page_open(run->cli, &run->page, raw, &options, error);
	bool ok;

	if (!output)
		return false;
	ok = each_thread(run, words, &options, td_output_sink(output), error);
	return td_page_close(output, ok, error);
}

static bool
read_threads(thread_run *run, char **words, GError **error)
{
	td_mailer *mailer = td_mailer_open(run->reader, error);

	if (!mailer)
		return false;
	run->form = FORM_MBOX;
	if (each_thread(run, words, NULL, td_mailer_sink(mailer), error))
		return td_mailer_run(mailer, error);
	td_mailer_abandon(mailer);
	return false;
}

static bool
run_thread(thread_run *run, int argc, char **argv, GError **error)
{
	if (argc < 2) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE,
		    "thread: a Message-ID or a link is missing");
		return false;
	}
	if (!td_open_library(&run->opened, false, error))
		return false;
	run->people = td_config_people(run->opened.config, NULL, error);
	if (!run->people)
		return false;
	return run->reader ? read_threads(run, argv + 1, error)
			   : print_threads(run, argv + 1, error);
}

static bool
run(const td_cli *cli, int argc, char **argv, GError **error)
{
	thread_run state = { .cli = cli };
	gboolean asked[TD_PAGE_FORMS] = { FALSE };
	unsigned form = FORM_TREE;
	gboolean mutt = FALSE;
	const GOptionEntry entries[] = {
		{ "json", 0, 0, G_OPTION_ARG_NONE, &asked[FORM_JSON], "Print JSON",
		    NULL },
		{ "mbox", 0, 0, G_OPTION_ARG_NONE, &asked[FORM_MBOX],
		    "Print the mails themselves, as an mbox", NULL },
		{ "ids", 0, 0, G_OPTION_ARG_NONE, &asked[FORM_IDS],
		    "Print the Message-IDs", NULL },
		{ "mutt", 0, 0, G_OPTION_ARG_NONE, &mutt, "Read the thread in mutt",
		    NULL },
		{ "reader", 0, 0, G_OPTION_ARG_STRING, &state.reader,
		    "Read it in another program", "COMMAND" },
		TD_PAGE_OPTIONS(&state.page),
		TD_OPEN_INDEX(&state.opened),
		{ 0 },
	};
	bool ok = td_command_options(&td_command_thread, entries, &argc, &argv, error) &&
		  td_page_choose_form("thread", asked, &form, error);

	state.form = (thread_form)form;
	if (mutt && !state.reader)
		state.reader = g_strdup(TD_MAILER_MUTT);
	ok = ok && run_thread(&state, argc, argv, error);
	td_people_free(state.people);
	td_opened_clear(&state.opened);
	td_page_options_clear(&state.page);
	g_free(state.reader);
	return ok;
}

const td_command td_command_thread = {
	.name = "thread",
	.arguments = "MESSAGE...",
	.summary = "Show the thread that a mail is in",
	.help = "MESSAGE is a Message-ID or a link to a mail, as on lore.kernel.org.\n",
	.run = run,
};
