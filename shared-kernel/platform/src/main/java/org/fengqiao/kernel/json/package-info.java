/** JSON as the services read and write it: one form everywhere, and strict reading of what strangers wrote. */
@NullMarked
package org.fengqiao.kernel.json;

import org.jspecify.annotations.NullMarked;
