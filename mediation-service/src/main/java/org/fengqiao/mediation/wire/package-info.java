/** JSON of this service: what comes in and goes out over HTTP and with partners. */
@NullMarked
package org.fengqiao.mediation.wire;

import org.jspecify.annotations.NullMarked;
