/** Reads the rule packs and calendars of the legal clock from YAML, and says of everything that is wrong in which file and line. */
@NullMarked
package org.fengqiao.kernel.legalclock.files;

import org.jspecify.annotations.NullMarked;
