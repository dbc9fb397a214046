/** Who did it: the actor recorded with each event. */
@NullMarked
package org.fengqiao.kernel.identity;

import org.jspecify.annotations.NullMarked;
