/**
 * The log of one service: its insert-only event table, and the docket in which a batch of commands is decided and
 * saved.
 */
@NullMarked
package org.fengqiao.kernel.eventstore;

import org.jspecify.annotations.NullMarked;
