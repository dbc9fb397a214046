/** Where the master key is: in a file, or in a device that never gives it out. */
@NullMarked
package org.fengqiao.kernel.sealing.master;

import org.jspecify.annotations.NullMarked;
