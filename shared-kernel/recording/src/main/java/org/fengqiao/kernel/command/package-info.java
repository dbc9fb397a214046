/** Commands over HTTP: conditions, repeats, conflicts and answers. */
@NullMarked
package org.fengqiao.kernel.command;

import org.jspecify.annotations.NullMarked;
