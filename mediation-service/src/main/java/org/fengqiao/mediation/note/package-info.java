/** Notes of mediators, which never leave this service. */
@NullMarked
package org.fengqiao.mediation.note;

import org.jspecify.annotations.NullMarked;
