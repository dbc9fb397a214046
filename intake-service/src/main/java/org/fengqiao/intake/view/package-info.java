/** The front desk's own lists, and what is shown of a case. */
@NullMarked
package org.fengqiao.intake.view;

import org.jspecify.annotations.NullMarked;
