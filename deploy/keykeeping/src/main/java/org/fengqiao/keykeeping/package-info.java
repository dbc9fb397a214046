/** {@code deploy/keys}: what an operator does with keys. */
@NullMarked
package org.fengqiao.keykeeping;

import org.jspecify.annotations.NullMarked;
