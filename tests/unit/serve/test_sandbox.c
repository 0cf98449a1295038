/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "serve/sandbox.h"

static char *folder;

static bool
can_open(const char *name, int flags)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	int fd = open(path, flags, 0600);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static bool
can_start(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	if (pid > 0)
		waitpid(pid, NULL, 0);
	return pid > 0;
}

static bool
can_call(void)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static void *
nothing(void *data)
{
	return data;
}

static bool
can_thread(void)
{
	GThread *thread = g_thread_try_new("x", nothing, folder, NULL);

	return thread && g_thread_join(thread) == folder;
}

/*
 * What was tried and came out otherwise than it should, a bit each. A kernel, a container
 * or a sanitizer may keep one half of the sandbox away, which is named then: the other
 * half is tried all the same. cmocka's skip() is "not ok # SKIP" in TAP, a failure to
 * meson.
 */
static int
try_all(void)
{
	bool files, calls;
	g_autoptr(GPtrArray) read = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) write = g_ptr_array_new_with_free_func(g_free);
	const td_sandbox sandbox = { read, write };
	g_autofree char *missing = NULL;
	int wrong = 0;

	g_ptr_array_add(read, g_build_filename(folder, "read", NULL));
	g_ptr_array_add(read, g_build_filename(folder, "not there", NULL));
	g_ptr_array_add(write, g_build_filename(folder, "write", NULL));
	if (!td_sandbox_enter(&sandbox, &missing, NULL))
		return 127;
	files = !missing || !strstr(missing, "landlock");
	calls = !missing || !strstr(missing, "seccomp");
	wrong |= !can_open("read/file", O_RDONLY) << 0;
	wrong |= (files && can_open("read/file", O_RDWR)) << 1;
	wrong |= (files && can_open("read/new", O_RDWR | O_CREAT)) << 2;
	wrong |= !can_open("write/new", O_RDWR | O_CREAT) << 3;
	wrong |= (files && can_open("other", O_RDONLY)) << 4;
	wrong |= (calls && can_start()) << 5;
	wrong |= (calls && can_call()) << 6;
	wrong |= !can_thread() << 0;
	return wrong;
}

static void
put(const char *name)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autofree char *parent = g_path_get_dirname(path);

	assert_int_equal(g_mkdir_with_parents(parent, 0700), 0);
	assert_true(g_file_set_contents(path, "x", 1, NULL));
}

/* What was put there, and what the sandbox may have made. */
static void
take_away(void)
{
	static const char *const names[] = { "read/file", "read/new", "read",
		"write/file", "write/new", "write", "other", "" };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *path = g_build_filename(folder, names[i], NULL);

		g_remove(path);
	}
	assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
}

static void
what_is_given_up_is_gone(void **state)
{
	int status = 0;
	pid_t pid;

	(void)state;
	folder = g_dir_make_tmp("td-sandbox-XXXXXX", NULL);
	put("read/file");
	put("write/file");
	put("other");
	pid = fork();
	if (pid == 0)
		_exit(try_all());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	take_away();
	g_free(folder);
}

/* As systemd-nspawn does: the call is refused, whatever the kernel has. */
static bool
refuse_landlock(void)
{
	struct sock_filter program[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_landlock_create_ruleset, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog filter = { G_N_ELEMENTS(program), program };

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

static int
enter_without_landlock(void)
{
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	const td_sandbox sandbox = { none, none };
	g_autofree char *missing = NULL;

	/* Without seccomp nobody refuses it that way. */
	if (!refuse_landlock())
		return errno == EINVAL ? 0 : 1;
	return td_sandbox_enter(&sandbox, &missing, NULL) && missing != NULL &&
		       g_str_has_prefix(missing, "landlock")
		   ? 0
		   : 1;
}

static void
a_container_may_refuse_it(void **state)
{
	int status = 0;
	pid_t pid = fork();

	(void)state;
	if (pid == 0)
		_exit(enter_without_landlock());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_given_up_is_gone),
		cmocka_unit_test(a_container_may_refuse_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
