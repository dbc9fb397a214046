/** Values that mean the same in every service. */
@NullMarked
package org.fengqiao.kernel.value;

import org.jspecify.annotations.NullMarked;
