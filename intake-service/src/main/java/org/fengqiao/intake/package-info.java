/** Intake (受理): the front desk. Every channel in, the receipt, the acceptance decision, and what partners are owed. */
@NullMarked
package org.fengqiao.intake;

import org.jspecify.annotations.NullMarked;
