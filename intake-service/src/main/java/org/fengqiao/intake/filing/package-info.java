/** Online filing without an account: a dispute waits, sealed, until the code that went to a telephone comes back. */
@NullMarked
package org.fengqiao.intake.filing;

import org.jspecify.annotations.NullMarked;
