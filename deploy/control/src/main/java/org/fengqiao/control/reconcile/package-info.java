/** Comparison of what services recorded with what stands on the topic, stream by stream. */
@NullMarked
package org.fengqiao.control.reconcile;

import org.jspecify.annotations.NullMarked;
