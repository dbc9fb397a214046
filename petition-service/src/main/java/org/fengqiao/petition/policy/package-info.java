/** Policy on the petition agency's events. Pure. */
@NullMarked
package org.fengqiao.petition.policy;

import org.jspecify.annotations.NullMarked;
