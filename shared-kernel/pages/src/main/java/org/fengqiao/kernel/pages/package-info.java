/** Frame of the pages for staff: their policy and their sign-in. The scripts stand in {@code web/app/frame}. */
@NullMarked
package org.fengqiao.kernel.pages;

import org.jspecify.annotations.NullMarked;
