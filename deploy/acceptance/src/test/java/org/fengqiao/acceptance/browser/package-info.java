/** Pages, clicked through in a real browser against the whole stack. */
@NullMarked
package org.fengqiao.acceptance.browser;

import org.jspecify.annotations.NullMarked;
