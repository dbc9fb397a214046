/** Common parts of all HTTP calls: problem details, idempotency, versions, paging. */
@NullMarked
package org.fengqiao.kernel.web;

import org.jspecify.annotations.NullMarked;
