/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base/sanitized.h - which sanitizer all is built with, as gcc and clang each tell it */
#pragma once

#if defined(__SANITIZE_ADDRESS__)
#define TD_ASAN 1
#elif defined(__SANITIZE_THREAD__)
#define TD_TSAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TD_ASAN 1
#elif __has_feature(thread_sanitizer)
#define TD_TSAN 1
#endif
#endif
