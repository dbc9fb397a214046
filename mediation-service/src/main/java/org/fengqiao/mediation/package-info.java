/**
 * The mediation service: mediators, sessions, agreements as obligations, judicial confirmation, fast track, revisits.
 */
@NullMarked
package org.fengqiao.mediation;

import org.jspecify.annotations.NullMarked;
