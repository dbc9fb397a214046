/** The HTTP calls. */
@NullMarked
package org.fengqiao.mediation.http;

import org.jspecify.annotations.NullMarked;
