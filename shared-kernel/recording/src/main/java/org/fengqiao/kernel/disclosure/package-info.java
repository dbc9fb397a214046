/** The disclosure of personal data: who sees how much of it, and the record of who did. */
@NullMarked
package org.fengqiao.kernel.disclosure;

import org.jspecify.annotations.NullMarked;
