/** The store of subjects' keys: a PostgreSQL database of their own. */
@NullMarked
package org.fengqiao.kernel.sealing.store;

import org.jspecify.annotations.NullMarked;
