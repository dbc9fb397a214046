/** Policies on intake's events: answers to partners, their deadline, and receipt codes. Pure. */
@NullMarked
package org.fengqiao.intake.policy;

import org.jspecify.annotations.NullMarked;
