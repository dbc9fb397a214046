/**
 * The legal clock: how long something may take, by which article, and what a pause or an extension does to it. Rules
 * and calendars are data; here is only what follows from them. Pure: no clock, no files, no framework
 * (docs/decisions/0009-legal-clock.md).
 */
@NullMarked
package org.fengqiao.kernel.legalclock;

import org.jspecify.annotations.NullMarked;
