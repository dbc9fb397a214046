/** Sealing while JSON is written, and opening while it is read. */
@NullMarked
package org.fengqiao.kernel.sealing.json;

import org.jspecify.annotations.NullMarked;
