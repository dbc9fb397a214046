/** Where a service gets people's keys from: the cache, and behind it the key database. */
@NullMarked
package org.fengqiao.kernel.keys;

import org.jspecify.annotations.NullMarked;
