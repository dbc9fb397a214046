/** The log in the forms that process mining reads: XES (IEEE 1849) and OCEL 2.0. */
@NullMarked
package org.fengqiao.analytics.export;

import org.jspecify.annotations.NullMarked;
