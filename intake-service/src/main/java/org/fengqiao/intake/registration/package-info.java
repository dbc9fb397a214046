/** Registration of a dispute, at the front desk and by partners alike. */
@NullMarked
package org.fengqiao.intake.registration;

import org.jspecify.annotations.NullMarked;
