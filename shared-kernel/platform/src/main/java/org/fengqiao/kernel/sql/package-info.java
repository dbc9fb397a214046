/**
 * Statements over Hibernate Reactive's own connection: prepared, with named parameters, with many rows at once, and
 * several of them in one round trip.
 */
@NullMarked
package org.fengqiao.kernel.sql;

import org.jspecify.annotations.NullMarked;
