/** Policies on intake's events: what partners are told, and the receipt codes parties are handed. Pure. */
@NullMarked
package org.fengqiao.intake.policy;

import org.jspecify.annotations.NullMarked;
