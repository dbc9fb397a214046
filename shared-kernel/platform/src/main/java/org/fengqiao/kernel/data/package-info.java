/** Rules and tables as data on the class path. */
@NullMarked
package org.fengqiao.kernel.data;

import org.jspecify.annotations.NullMarked;
