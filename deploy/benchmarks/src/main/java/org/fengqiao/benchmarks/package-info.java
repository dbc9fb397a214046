/** Measures the pure parts with JMH. */
@NullMarked
package org.fengqiao.benchmarks;

import org.jspecify.annotations.NullMarked;
