/** The operator's view of a service: health, metrics, parked cases. */
@NullMarked
package org.fengqiao.kernel.operations;

import org.jspecify.annotations.NullMarked;
