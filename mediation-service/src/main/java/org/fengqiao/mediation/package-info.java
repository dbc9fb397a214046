/**
 * The mediation service: mediators, sessions, agreements and their obligations, judicial confirmation, fast track,
 * revisits.
 */
@NullMarked
package org.fengqiao.mediation;

import org.jspecify.annotations.NullMarked;
