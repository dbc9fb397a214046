/** What a dispute is registered with, at the front desk and by partners alike. */
@NullMarked
package org.fengqiao.intake.registration;

import org.jspecify.annotations.NullMarked;
