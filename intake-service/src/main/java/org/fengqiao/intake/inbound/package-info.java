/** The topics intake reads: partners' referrals, and the closings it owes partners an answer about. */
@NullMarked
package org.fengqiao.intake.inbound;

import org.jspecify.annotations.NullMarked;
