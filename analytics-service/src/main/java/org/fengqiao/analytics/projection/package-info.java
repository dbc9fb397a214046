/** The projection of the log in the database. */
@NullMarked
package org.fengqiao.analytics.projection;

import org.jspecify.annotations.NullMarked;
