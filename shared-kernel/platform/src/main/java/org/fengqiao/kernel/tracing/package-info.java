/**
 * Traces through calls, the database and topics, off unless {@code quarkus.otel.sdk.disabled=false}. The trace of an
 * event stands in its envelope.
 */
@NullMarked
package org.fengqiao.kernel.tracing;

import org.jspecify.annotations.NullMarked;
