/** HTTP interface for analysts and operators. */
@NullMarked
package org.fengqiao.analytics.http;

import org.jspecify.annotations.NullMarked;
