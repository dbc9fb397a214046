/** What an operator sees: health, metrics, parked cases. */
@NullMarked
package org.fengqiao.kernel.operations;

import org.jspecify.annotations.NullMarked;
