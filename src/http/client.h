/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * http/client.h - by what clients are told apart
 *
 * Of IPv6 the 64 bits of their network count: one client has all of these. This host's
 * own connections are nobody's: they are its reader's, or a proxy's.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

/* Two clients have different keys. False for this host itself. */
bool td_client_key(const struct sockaddr *address, uint64_t *key);

/*
 * The same of the last address of an X-Forwarded-For, which is the one that the proxy saw
 * for itself; what stands before it anybody can claim. False where there is none.
 */
bool td_client_key_forwarded(const char *addresses, uint64_t *key);

/* Which of n places a key has; seed keeps others from choosing with whom to share one. */
size_t td_client_place(uint64_t key, uint64_t seed, size_t n);
