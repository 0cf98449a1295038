/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare/assign.h - the cheapest way to pair columns with rows */
#pragma once

/*
 * cost[column + n * row] for n columns and as many rows; no cost is negative and none is
 * above 1 << 28. row_of[column] is its row. The algorithm of Jonker and Volgenant
 * (Computing 38, 1987), step by step, so that of several cheapest ways it is the one that
 * git range-diff takes, too.
 */
void td_assign(unsigned n, const int *cost, int *row_of);
