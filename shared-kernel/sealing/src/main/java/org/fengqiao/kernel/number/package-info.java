/**
 * Numbers by which people and organisations are known: identity numbers, organisations' codes and telephone numbers.
 * Pure: what the day is, is told.
 */
@NullMarked
package org.fengqiao.kernel.number;

import org.jspecify.annotations.NullMarked;
