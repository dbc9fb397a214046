/** Rules and tables as data on the class path, and rows as the arrays of one statement. */
@NullMarked
package org.fengqiao.kernel.data;

import org.jspecify.annotations.NullMarked;
