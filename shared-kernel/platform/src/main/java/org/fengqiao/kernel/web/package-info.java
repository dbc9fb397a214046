/** What every HTTP call has in common: problem details, idempotency, versions, paging. */
@NullMarked
package org.fengqiao.kernel.web;

import org.jspecify.annotations.NullMarked;
