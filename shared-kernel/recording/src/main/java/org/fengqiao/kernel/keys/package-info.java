/** The source of people's keys in a service: a cache, and behind it the key database. */
@NullMarked
package org.fengqiao.kernel.keys;

import org.jspecify.annotations.NullMarked;
