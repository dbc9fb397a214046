/** Master keys in a file, or in a device that never gives them out. */
@NullMarked
package org.fengqiao.kernel.sealing.master;

import org.jspecify.annotations.NullMarked;
