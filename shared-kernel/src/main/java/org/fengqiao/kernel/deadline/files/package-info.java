/** Reads the rule packs and calendars of the legal clock from YAML, and says of everything that is wrong in which file and line. */
@NullMarked
package org.fengqiao.kernel.deadline.files;

import org.jspecify.annotations.NullMarked;
