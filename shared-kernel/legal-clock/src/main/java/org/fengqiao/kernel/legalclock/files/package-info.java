/**
 * The reading of rule packs and calendars from YAML, which says of everything that is wrong in which file and line it
 * stands.
 */
@NullMarked
package org.fengqiao.kernel.legalclock.files;

import org.jspecify.annotations.NullMarked;
