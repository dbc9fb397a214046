/** Measures the legal clock, alone with JMH and with its poller on a real database, and the recording of events. */
@NullMarked
package org.fengqiao.benchmarks;

import org.jspecify.annotations.NullMarked;
