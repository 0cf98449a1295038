/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/serve.c - tidings serve: the lists as a site, until a signal ends it */
#include "cli/commands.h"
#include "serve/server.h"

#include <signal.h>
#include <stdio.h>

#include "base/error.h"
#include "base/limits.h"
#include "cli/open.h"
#include "terminal/command.h"

typedef struct serve_run {
	td_opened opened;
	td_site_settings *settings;
	char *listen, *base_url;
	int workers;
	gboolean no_sandbox;
} serve_run;

/* What the command line does not say the configuration may. */
static bool
read_settings(serve_run *run, GError **error)
{
	run->settings = td_site_settings_read(run->opened.config, error);
	if (!run->settings)
		return false;
	if (run->workers == 0)
		run->workers = (int)run->settings->workers;
	if (run->workers < 0 || run->workers > TD_MAX_WORKERS) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "serve: --workers: a number up to %d", TD_MAX_WORKERS);
		return false;
	}
	return !run->base_url ||
	       td_site_check_base_url(run->base_url, "serve: --base-url", error);
}

/* Until TERM or INT; HUP reads all again. */
static void
wait_for_end(td_server *server, const sigset_t *signals)
{
	int got;

	while (sigwait(signals, &got) == 0 && got == SIGHUP)
		td_server_reload(server);
}

static bool
serve(serve_run *run, GError **error)
{
	const td_server_options options = {
		.settings = { .index = run->opened.index,
		    .base_url = run->base_url,
		    .seconds = run->settings->seconds },
		.listen = run->listen ? run->listen : run->settings->listen,
		.workers = (unsigned)run->workers,
		.no_sandbox = run->no_sandbox,
	};
	td_server *server;
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGHUP);
	/* Workers inherit the mask, so that signals come here. */
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
	signal(SIGPIPE, SIG_IGN);
	server = td_server_start(&options, error);
	if (!server)
		return false;
	printf("listening on http://%s/\n", td_server_address(server));
	fflush(stdout);
	wait_for_end(server, &signals);
	td_server_stop(server);
	return true;
}

static bool
run(const td_cli *cli, int argc, char **argv, GError **error)
{
	serve_run state = { 0 };
	const GOptionEntry entries[] = {
		{ "listen", 'l', 0, G_OPTION_ARG_STRING, &state.listen,
		    "Where to listen: 127.0.0.1:8080, [::1]:0, *:80", "ADDRESS" },
		{ "base-url", 0, 0, G_OPTION_ARG_STRING, &state.base_url,
		    "What the world calls this site", "URL" },
		{ "workers", 0, 0, G_OPTION_ARG_INT, &state.workers,
		    "How many threads answer", "N" },
		{ "no-sandbox", 0, 0, G_OPTION_ARG_NONE, &state.no_sandbox,
		    "Give up no rights after the start", NULL },
		TD_OPEN_INDEX(&state.opened),
		{ 0 },
	};
	bool ok = td_command_options(&td_command_serve, entries, &argc, &argv, error);

	(void)cli;
	if (ok && argc > 1) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "serve: '%s' is too much: it serves all lists", argv[1]);
		ok = false;
	}
	ok = ok && td_open_library(&state.opened, false, error) &&
	     read_settings(&state, error) && serve(&state, error);
	td_opened_clear(&state.opened);
	td_site_settings_free(state.settings);
	g_free(state.listen);
	g_free(state.base_url);
	return ok;
}

const td_command td_command_serve = {
	.name = "serve",
	.arguments = "",
	.summary =
	    "Serve the lists as a site: pages, mboxes, git, for browsers, b4 and lei",
	.help = "SIGTERM ends it when what is under way is done; SIGHUP reads the "
		"configuration again.\n",
	.run = run,
};
