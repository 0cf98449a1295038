/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mirror/git_run.c - runs git, and keeps the end of what it says */
#include "mirror/git_run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"

enum { line_room = 512, kept_lines = 8, told_lines = 4, kept_output = 1 << 20 };

/* What git writes to its standard error: progress ends in CR, the rest in LF. */
typedef struct talk {
	const td_git_run *run;
	GString *line;
	GQueue said; /* of char *: its last lines that are no progress */
} talk;

static void
talk_clear(talk *self)
{
	g_string_free(self->line, TRUE);
	g_queue_clear_full(&self->said, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(talk, talk_clear)

/* The environment of a program that has to do without us. */
static char **
make_environment(const td_git_run *run)
{
	static const char *const unset[] = { "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE",
		"GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
		"GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_SHALLOW_FILE",
		"GIT_GRAFT_FILE", "GIT_EXTERNAL_DIFF", "GIT_TRACE" };
	char **environment = g_get_environ();

	for (size_t i = 0; i < G_N_ELEMENTS(unset); i++)
		environment = g_environ_unsetenv(environment, unset[i]);
	environment = g_environ_setenv(environment, "GIT_TERMINAL_PROMPT", "0", TRUE);
	environment = g_environ_setenv(environment, "GIT_ASKPASS", "true", FALSE);
	environment = g_environ_setenv(
	    environment, "GIT_ALLOW_PROTOCOL", "http:https:git:ssh:file", TRUE);
	environment = g_environ_setenv(environment, "LC_ALL", "C.UTF-8", TRUE);
	if (!run->ssh)
		environment = g_environ_setenv(
		    environment, "GIT_SSH_COMMAND", "ssh -oBatchMode=yes", FALSE);
	return environment;
}

static char **
make_words(const td_git_run *run)
{
	/* A server that stops sending is left after a minute; git's own tidying ends
	 * before git does, so that the lock tells the truth. */
	static const char *const first[] = { "git", "-c", "http.lowSpeedLimit=100", "-c",
		"http.lowSpeedTime=60", "-c", "gc.autoDetach=false", "-c",
		"maintenance.autoDetach=false", "-c", "protocol.ext.allow=never" };
	GPtrArray *words = g_ptr_array_new();

	for (size_t i = 0; i < G_N_ELEMENTS(first); i++)
		g_ptr_array_add(words, g_strdup(first[i]));
	for (size_t i = 0; run->words[i]; i++)
		g_ptr_array_add(words, g_strdup(run->words[i]));
	g_ptr_array_add(words, NULL);
	return (char **)g_ptr_array_free(words, FALSE);
}

/* Between fork and exec: nothing here may take a lock or memory. */
G_NORETURN static void
become_git(char **words, char **environment, const int ends[2], pid_t parent)
{
	int nothing = open("/dev/null", O_RDWR);

	/* Who started it is gone: nobody would take what it fetches. */
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(127);
	if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 ||
	    dup2(ends[0], STDOUT_FILENO) < 0 || dup2(ends[1], STDERR_FILENO) < 0)
		_exit(127);
	signal(SIGPIPE, SIG_DFL);
	execvpe("git", words, environment);
	_exit(127);
}

/* A server may say anything: it is shown on a terminal. */
static void
clean(GString *line)
{
	for (size_t i = 0; i < line->len; i++) {
		unsigned char c = (unsigned char)line->str[i];

		if (c < 0x20 || c >= 0x7f)
			line->str[i] = '?';
	}
}

static void
end_line(talk *self, char end)
{
	if (self->line->len > 0) {
		clean(self->line);
		if (self->run->progress)
			self->run->progress(self->line->str, self->run->data);
		if (end == '\n') {
			g_queue_push_tail(&self->said, g_strdup(self->line->str));
			if (g_queue_get_length(&self->said) > kept_lines)
				g_free(g_queue_pop_head(&self->said));
		}
	}
	g_string_truncate(self->line, 0);
}

static void
listen_to(talk *self, const char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (bytes[i] == '\n' || bytes[i] == '\r')
			end_line(self, bytes[i]);
		else if (self->line->len < line_room)
			g_string_append_c(self->line, bytes[i]);
	}
}

/* Reads both pipes to their ends. */
static void
follow(talk *self, const int from[2], GString *output)
{
	struct pollfd both[2] = { { .fd = from[0], .events = POLLIN },
		{ .fd = from[1], .events = POLLIN } };
	char bytes[4096];

	while (both[0].fd >= 0 || both[1].fd >= 0) {
		if (poll(both, 2, -1) < 0 && errno != EINTR)
			return;
		for (size_t i = 0; i < 2; i++) {
			ssize_t n;

			if (both[i].fd < 0 || both[i].revents == 0)
				continue;
			n = read(both[i].fd, bytes, sizeof bytes);
			if (n < 0 && errno == EINTR)
				continue;
			if (n <= 0)
				both[i].fd = -1;
			else if (i == 1)
				listen_to(self, bytes, (size_t)n);
			else if (output && output->len < kept_output)
				g_string_append_len(output, bytes, n);
		}
	}
	end_line(self, '\n');
}

/* The last line that has one of these. */
static const char *
find_said(const talk *self, const char *const *words, size_t n)
{
	for (GList *line = self->said.tail; line; line = line->prev)
		for (size_t i = 0; i < n; i++)
			if (strstr(line->data, words[i]))
				return line->data;
	return NULL;
}

/* git tells a broken connection in five lines, each of a program of its own. A server
 * that will not make a shallow clone hangs up, too, but says so. */
static const char *
find_break(const talk *self)
{
	static const char *const breaks[] = { "unexpected disconnect",
		"hung up unexpectedly", "early EOF" };
	static const char *const shallow[] = { "shallow", "no commits selected" };

	return find_said(self, shallow, G_N_ELEMENTS(shallow))
		   ? NULL
		   : find_said(self, breaks, G_N_ELEMENTS(breaks));
}

/* git's words for it; its exit status is that of any failure. */
static bool
is_too_old(const talk *self)
{
	static const char *const words[] = { "no commits selected",
		"error processing shallow info", "expected shallow/unshallow, got" };

	return find_said(self, words, G_N_ELEMENTS(words)) != NULL;
}

/* The rest of that line; it may have nothing but what a server said. */
static char *
rest_of(const char *line, const char *word)
{
	return g_strstrip(g_strdup(strstr(line, word) + strlen(word)));
}

/*
 * A server whose repository is damaged hangs up, too, or sends what cannot be unpacked:
 * to try again is no help then. False where git said nothing of the kind.
 */
static bool
report_damage(const talk *self, GError **error)
{
	static const char *const words[] = {
		"possible repository corruption on the remote", "not our ref",
		"pack has bad object", "pack is corrupted"
	};
	static const char fatal[] = "fatal: ";
	const char *const why = "remote: fatal: ";
	const char *line = find_said(self, words, G_N_ELEMENTS(words));
	const char *cause = find_said(self, &why, 1);
	g_autofree char *reason = NULL;

	if (!line)
		return false;
	if (strstr(line, words[0])) {
		reason = cause ? rest_of(cause, why) : g_strdup(line);
		g_set_error(error, TD_ERROR, TD_ERROR_GIT,
		    "the repository of the server is damaged (%s); who runs it has to "
		    "mend it",
		    reason);
		return true;
	}
	reason = strstr(line, fatal) ? rest_of(line, fatal) : g_strdup(line);
	if (strstr(line, words[1]))
		g_set_error(error, TD_ERROR, TD_ERROR_GIT,
		    "the server has not what it says it has (%s); its repository is "
		    "damaged, or was changed just now",
		    reason);
	else
		g_set_error(error, TD_ERROR, TD_ERROR_GIT,
		    "what came is damaged (%s), as the repository of the server may be; "
		    "the same command tries again",
		    reason);
	return true;
}

/* What is no news, though it does not end as progress does. */
static bool
is_idle(const char *line)
{
	return g_str_has_prefix(line, "Cloning into ") ||
	       g_str_has_prefix(line, "remote: Total ");
}

static bool
report(const talk *self, int status, GError **error)
{
	const char *broke = find_break(self);
	unsigned skipped;
	GString *text;

	if (self->run->too_old)
		*self->run->too_old = false;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	if (self->run->too_old)
		*self->run->too_old = is_too_old(self);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127 && self->said.length == 0) {
		g_set_error_literal(
		    error, TD_ERROR, TD_ERROR_IO, "cannot run 'git': is it installed?");
		return false;
	}
	if (report_damage(self, error))
		return false;
	if (broke) {
		g_set_error(error, TD_ERROR, TD_ERROR_GIT,
		    "the connection broke before all had come (git: %s); the same "
		    "command "
		    "tries again",
		    g_str_has_prefix(broke, "fatal: ") ? broke + strlen("fatal: ")
						       : broke);
		return false;
	}
	text = g_string_new(NULL);
	skipped = MAX(self->said.length, told_lines) - told_lines;
	for (GList *line = self->said.head; line; line = line->next) {
		if (skipped > 0)
			skipped--;
		else if (!is_idle(line->data))
			g_string_append_printf(text, "%s%s", text->len > 0 ? "; " : "",
			    (const char *)line->data);
	}
	if (text->len == 0)
		g_string_printf(text, "git ended with %s %d",
		    WIFSIGNALED(status) ? "signal" : "status",
		    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	g_set_error_literal(error, TD_ERROR, TD_ERROR_GIT, text->str);
	g_string_free(text, TRUE);
	return false;
}

static bool
fail(GError **error, const char *what)
{
	g_set_error(error, TD_ERROR, TD_ERROR_IO, "git: %s: %s", what, g_strerror(errno));
	return false;
}

bool
td_git_run_wait(const td_git_run *run, GString *output, GError **error)
{
	g_auto(GStrv) words = make_words(run);
	g_auto(GStrv) environment = make_environment(run);
	g_auto(talk) heard = { .run = run, .line = g_string_new(NULL) };
	pid_t parent = getpid();
	int out[2], err[2], status = 0;
	pid_t child;

	if (pipe2(out, O_CLOEXEC) != 0)
		return fail(error, "pipe");
	if (pipe2(err, O_CLOEXEC) != 0) {
		close(out[0]);
		close(out[1]);
		return fail(error, "pipe");
	}
	child = fork();
	if (child == 0)
		become_git(words, environment, (const int[]){ out[1], err[1] }, parent);
	close(out[1]);
	close(err[1]);
	if (child > 0)
		follow(&heard, (const int[]){ out[0], err[0] }, output);
	close(out[0]);
	close(err[0]);
	if (child < 0)
		return fail(error, "fork");
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return report(&heard, status, error);
}
