/** What analysts and operators can ask. */
@NullMarked
package org.fengqiao.analytics.http;

import org.jspecify.annotations.NullMarked;
