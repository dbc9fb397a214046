/** The choice of threads: what takes the processor for long keeps nobody else from being answered. */
@NullMarked
package org.fengqiao.kernel.threads;

import org.jspecify.annotations.NullMarked;
