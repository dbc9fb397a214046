/** Measurements of the running services on the machine at hand. */
@NullMarked
package org.fengqiao.caseload.load;

import org.jspecify.annotations.NullMarked;
