/** What follows from an event. Pure. */
@NullMarked
package org.fengqiao.petition.policy;

import org.jspecify.annotations.NullMarked;
