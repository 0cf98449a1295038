/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * serve/sandbox.c - landlock (files) and seccomp (system calls), as the kernel has them
 *
 * Both without a library: one is three system calls, the other a list of numbers. What is
 * not in the list fails with ENOSYS, so that a C library that tries something new falls
 * back to what it did before.
 */
#include "serve/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/error.h"
#include "base/sanitized.h"

/* What looks for leaks at the end stops its own process to do so. */
#if defined(TD_ASAN) || defined(TD_TSAN)
#elif defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

static bool
fail(const char *what, GError **error)
{
	g_set_error(error, TD_ERROR, TD_ERROR_IO, "cannot give up rights: %s: %s", what,
	    g_strerror(errno));
	return false;
}

#define READ_FILES LANDLOCK_ACCESS_FS_READ_FILE
#define READ (READ_FILES | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITE                                                                            \
	(READ | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |            \
	    LANDLOCK_ACCESS_FS_REMOVE_FILE)
/* All that the first version of landlock knows: what is not allowed below is refused. */
#define HANDLED                                                                          \
	(WRITE | LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_REMOVE_DIR |            \
	    LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |                 \
	    LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |                \
	    LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)

static bool
allow(int ruleset, const char *path, uint64_t access, GError **error)
{
	struct landlock_path_beneath_attr rule = { .allowed_access = access };
	struct stat st;
	long added;

	rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (rule.parent_fd < 0)
		return true;
	if (fstat(rule.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
		rule.allowed_access &= READ_FILES | LANDLOCK_ACCESS_FS_WRITE_FILE;
	added =
	    syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	close(rule.parent_fd);
	return added == 0 || fail(path, error);
}

static bool
shut_files(const td_sandbox *sandbox, bool *there, GError **error)
{
	const struct landlock_ruleset_attr attr = { .handled_access_fs = HANDLED };
	long ruleset = syscall(SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
	bool ok = true;

	*there = ruleset >= 0;
	/* The kernel never says EPERM here: systemd-nspawn and older Dockers do, which
	 * shut out calls that they do not know. */
	if (!*there)
		return errno == ENOSYS || errno == EOPNOTSUPP || errno == EPERM ||
		       fail("landlock", error);
	for (unsigned i = 0; ok && i < sandbox->read->len; i++)
		ok = allow((int)ruleset, sandbox->read->pdata[i], READ, error);
	for (unsigned i = 0; ok && i < sandbox->write->len; i++)
		ok = allow((int)ruleset, sandbox->write->pdata[i], WRITE, error);
	if (ok && syscall(SYS_landlock_restrict_self, ruleset, 0) != 0)
		ok = fail("landlock", error);
	close((int)ruleset);
	return ok;
}

#ifdef ARCHITECTURE
/* What workers, SQLite, libgit2, libmicrohttpd and the C library do. */
static const unsigned short calls[] = {
	/* memory and threads */
	SYS_mmap,
	SYS_munmap,
	SYS_mremap,
	SYS_mprotect,
	SYS_madvise,
	SYS_brk,
	SYS_futex,
	SYS_set_robust_list,
	SYS_rseq,
	SYS_exit,
	SYS_exit_group,
	SYS_sched_yield,
	SYS_sched_getaffinity,
	SYS_gettid,
	SYS_getpid,
	SYS_getppid,
	SYS_membarrier,
	/* time and signals */
	SYS_clock_gettime,
	SYS_clock_getres,
	SYS_clock_nanosleep,
	SYS_nanosleep,
	SYS_gettimeofday,
	SYS_rt_sigaction,
	SYS_rt_sigprocmask,
	SYS_rt_sigreturn,
	SYS_rt_sigtimedwait,
	SYS_sigaltstack,
	SYS_tgkill,
	SYS_restart_syscall,
	/* files */
	SYS_read,
	SYS_write,
	SYS_readv,
	SYS_writev,
	SYS_pread64,
	SYS_pwrite64,
	SYS_close,
	SYS_openat,
	SYS_fstat,
	SYS_newfstatat,
	SYS_statx,
	SYS_lseek,
	SYS_fcntl,
	SYS_getdents64,
	SYS_faccessat,
	SYS_faccessat2,
	SYS_readlinkat,
	SYS_ftruncate,
	SYS_fallocate,
	SYS_fsync,
	SYS_fdatasync,
	SYS_unlinkat,
	SYS_getcwd,
	SYS_dup,
	SYS_dup3,
	SYS_pipe2,
	SYS_eventfd2,
	SYS_memfd_create,
	SYS_statfs,
	SYS_fstatfs,
	SYS_fadvise64,
	SYS_umask,
	SYS_fchmod,
	SYS_flock,
	SYS_ioctl,
	/* connections that came, and the helper's socket */
	SYS_accept,
	SYS_accept4,
	SYS_recvfrom,
	SYS_recvmsg,
	SYS_sendto,
	SYS_sendmsg,
	SYS_sendfile,
	SYS_shutdown,
	SYS_setsockopt,
	SYS_getsockopt,
	SYS_getsockname,
	SYS_getpeername,
	SYS_ppoll,
	SYS_epoll_create1,
	SYS_epoll_ctl,
	SYS_epoll_pwait,
	/* who we are; randomness; limits */
	SYS_getuid,
	SYS_geteuid,
	SYS_getgid,
	SYS_getegid,
	SYS_getrandom,
	SYS_uname,
	SYS_prlimit64,
	SYS_sysinfo,
	SYS_getrusage,
	SYS_prctl,
	SYS_wait4,
#ifdef __x86_64__
	/* older names for some of these, which this machine has as well */
	SYS_open,
	SYS_stat,
	SYS_lstat,
	SYS_access,
	SYS_readlink,
	SYS_unlink,
	SYS_pipe,
	SYS_dup2,
	SYS_poll,
	SYS_epoll_wait,
	SYS_arch_prctl,
	SYS_time,
	SYS_select,
#endif
};

enum { most = 2 * G_N_ELEMENTS(calls) + 16 };

static unsigned
add(struct sock_filter *program, unsigned n, struct sock_filter one)
{
	program[n] = one;
	return n + 1;
}

static unsigned
write_filter(struct sock_filter *program)
{
	const unsigned allowed = SECCOMP_RET_ALLOW;
	const unsigned refused = SECCOMP_RET_ERRNO | ENOSYS;
	unsigned n = 0;

	n = add(program, n,
	    (struct sock_filter)BPF_STMT(
		BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)));
	n = add(program, n,
	    (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
	n = add(program, n,
	    (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
	n = add(program, n,
	    (struct sock_filter)BPF_STMT(
		BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
	for (unsigned i = 0; i < G_N_ELEMENTS(calls); i++) {
		n = add(program, n,
		    (struct sock_filter)BPF_JUMP(
			BPF_JMP | BPF_JEQ | BPF_K, calls[i], 0, 1));
		n = add(
		    program, n, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, allowed));
	}
	/* A thread, not a process. What clone3 is told cannot be seen here. */
	n = add(program, n,
	    (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 3));
	n = add(program, n,
	    (struct sock_filter)BPF_STMT(
		BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])));
	n = add(program, n,
	    (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1));
	n = add(program, n, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, allowed));
	return add(program, n, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, refused));
}

static bool
shut_calls(bool *there, GError **error)
{
	g_autofree struct sock_filter *program = g_new0(struct sock_filter, most);
	struct sock_fprog filter = { .len = (unsigned short)write_filter(program),
		.filter = program };

	*there = prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
	return *there || errno == EINVAL || errno == ENOSYS || fail("seccomp", error);
}
#else
static bool
shut_calls(bool *there, GError **error)
{
	(void)error;
	*there = false;
	return true;
}
#endif

bool
td_sandbox_enter(const td_sandbox *sandbox, char **missing, GError **error)
{
	bool files = false, system_calls = false;

	*missing = NULL;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return fail("no_new_privs", error);
	if (!shut_files(sandbox, &files, error) || !shut_calls(&system_calls, error))
		return false;
	if (!files || !system_calls)
		*missing = g_strconcat(files ? "" : "landlock",
		    files || system_calls ? "" : ", ", system_calls ? "" : "seccomp",
		    NULL);
	return true;
}
