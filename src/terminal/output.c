/* SPDX-License-Identifier: GPL-2.0-or-later */
/* terminal/output.c - where a command's result goes */
#include "terminal/output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "config/config.h"
#include "output/sink.h"

struct td_output {
	int fd;
	pid_t pager;     /* 0 for none */
	bool gone;       /* the reader went away */
	char *path;      /* where it ends; NULL for standard output */
	char *temporary; /* beside path; NULL where path is written in place */
	td_plain *plain; /* NULL when bytes go as they are */
	td_sink raw, sink;
};

static bool
fail(GError **error, const char *what)
{
	g_set_error(error, TD_ERROR, TD_ERROR_IO, "%s: %s", what, g_strerror(errno));
	return false;
}

static bool
write_out(const char *bytes, size_t n, void *data, GError **error)
{
	td_output *output = data;

	while (n > 0) {
		ssize_t done = write(output->fd, bytes, n);

		if (done >= 0) {
			bytes += done;
			n -= (size_t)done;
			continue;
		}
		if (errno == EINTR)
			continue;
		output->gone = errno == EPIPE;
		return fail(error, output->path ? output->path : "standard output");
	}
	return true;
}

static char *
pager_command(void)
{
	const char *value = g_getenv("GIT_PAGER");
	g_autoptr(td_config) config = NULL;
	char *setting;

	if (value)
		return g_strdup(value);
	config = td_config_open(NULL);
	setting = config ? td_config_find(config, "core.pager") : NULL;
	if (setting)
		return setting;
	value = g_getenv("PAGER");
	return g_strdup(value ? value : "less");
}

/* Whether the shell would find it; what only a shell understands is left to it. A page
 * that was asked for is not lost for want of a pager. */
static bool
is_there(const char *command)
{
	size_t length = strcspn(command, " \t");
	g_autofree char *name = g_strndup(command, length);
	g_autofree char *found = NULL;

	if (strpbrk(name, "|&;<>()$`\\\"'*?[#~=%") != NULL)
		return true;
	found = g_find_program_in_path(name);
	return found != NULL;
}

static bool
start_pager(td_output *output, GError **error)
{
	g_autofree char *command = pager_command();
	int ends[2];

	if (!*command || strcmp(command, "cat") == 0)
		return true;
	if (!is_there(command)) {
		fprintf(stderr, "tidings: no pager: \"%s\" is not installed\n", command);
		return true;
	}
	if (pipe2(ends, O_CLOEXEC) != 0)
		return fail(error, "pipe");
	fflush(stdout);
	output->pager = fork();
	if (output->pager < 0) {
		output->pager = 0;
		return fail(error, "fork");
	}
	if (output->pager == 0) {
		dup2(ends[0], STDIN_FILENO);
		signal(SIGPIPE, SIG_DFL);
		/* git's defaults: leave at once when it fits, show colours, keep the
		 * screen. */
		setenv("LESS", "FRX", 0);
		setenv("LV", "-c", 0);
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	close(ends[0]);
	output->fd = ends[1];
	return true;
}

/* A device, a pipe or a link is written in place: a rename would take its place. */
static bool
open_path(td_output *output, const char *path, GError **error)
{
	GStatBuf found;

	output->path = g_strdup(path);
	if (g_lstat(path, &found) == 0 && !S_ISREG(found.st_mode)) {
		output->fd = open(path, O_WRONLY | O_CLOEXEC | O_TRUNC);
		return output->fd >= 0 || fail(error, path);
	}
	output->temporary = g_strdup_printf("%s.XXXXXX", path);
	output->fd = g_mkstemp_full(output->temporary, O_WRONLY | O_CLOEXEC, 0666);
	if (output->fd >= 0)
		return true;
	g_clear_pointer(&output->temporary, g_free);
	return fail(error, path);
}

static void
end_pager(td_output *output)
{
	if (output->pager == 0)
		return;
	close(output->fd);
	while (waitpid(output->pager, NULL, 0) < 0 && errno == EINTR)
		;
}

void
td_output_abandon(td_output *output)
{
	if (!output)
		return;
	end_pager(output);
	if (output->temporary)
		unlink(output->temporary);
	if (output->path && output->fd >= 0)
		close(output->fd);
	td_plain_free(output->plain);
	g_free(output->path);
	g_free(output->temporary);
	g_free(output);
}

td_output *
td_output_open(const td_cli *cli, const td_output_options *options, GError **error)
{
	td_output *output = g_new0(td_output, 1);
	bool to_file = options->path && strcmp(options->path, "-") != 0;
	bool ok = true;

	/* A reader that goes away is noticed at the write. */
	signal(SIGPIPE, SIG_IGN);
	output->fd = STDOUT_FILENO;
	if (to_file)
		ok = open_path(output, options->path, error);
	else if (cli->stdout_is_terminal && !options->no_pager)
		ok = start_pager(output, error);
	if (!ok) {
		td_output_abandon(output);
		return NULL;
	}
	output->raw = (td_sink){ write_out, output };
	output->sink = output->raw;
	if (options->harmless && cli->stdout_is_terminal && !to_file) {
		output->plain = td_plain_new(&output->raw);
		output->sink = td_sink_plain(output->plain);
	}
	return output;
}

const td_sink *
td_output_sink(td_output *output)
{
	return &output->sink;
}

bool
td_output_gone(const td_output *output)
{
	return output->gone;
}

bool
td_output_close(td_output *output, GError **error)
{
	bool ok = !output->plain || td_plain_finish(output->plain, error);

	if (ok && output->path) {
		ok = close(output->fd) == 0 || fail(error, output->path);
		output->fd = -1;
	}
	if (ok && output->temporary) {
		ok = rename(output->temporary, output->path) == 0 ||
		     fail(error, output->path);
		if (ok)
			g_clear_pointer(&output->temporary, g_free);
	}
	td_output_abandon(output);
	return ok;
}

bool
td_output_color(
    const td_cli *cli, const char *when, bool to_file, bool *color, GError **error)
{
	const char *terminal = g_getenv("TERM");
	const char *no_color = g_getenv("NO_COLOR");
	g_autoptr(td_config) config = NULL;
	g_autofree char *setting = NULL;

	*color = false;
	if (when && strcmp(when, "auto") != 0 && strcmp(when, "always") != 0 &&
	    strcmp(when, "never") != 0) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "--color: '%s' is none of auto, always, never", when);
		return false;
	}
	if (!when) {
		if (no_color && *no_color)
			return true;
		config = td_config_open(NULL);
		setting = config ? td_config_find(config, "color.ui") : NULL;
		when = setting ? setting : "auto";
	}
	if (strcmp(when, "always") == 0)
		*color = true;
	else if (strcmp(when, "never") != 0 && strcmp(when, "false") != 0)
		*color = cli->stdout_is_terminal && !to_file && terminal &&
			 strcmp(terminal, "dumb") != 0;
	return true;
}

unsigned
td_output_width(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
		return size.ws_col;
	return 80;
}
