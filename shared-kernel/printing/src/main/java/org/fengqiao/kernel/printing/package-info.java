/** Paper: forms that are files, and their printing as PDF in the font that comes with the program. */
@NullMarked
package org.fengqiao.kernel.printing;

import org.jspecify.annotations.NullMarked;
