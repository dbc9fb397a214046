/** Verification that the record is as it was made: {@code deploy/verify}. */
@NullMarked
package org.fengqiao.verification;

import org.jspecify.annotations.NullMarked;
