/** HTTP interface to the custody of cases. */
@NullMarked
package org.fengqiao.routing.http;

import org.jspecify.annotations.NullMarked;
