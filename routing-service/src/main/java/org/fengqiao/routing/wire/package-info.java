/** JSON of this service: what comes in and goes out over HTTP. */
@NullMarked
package org.fengqiao.routing.wire;

import org.jspecify.annotations.NullMarked;
