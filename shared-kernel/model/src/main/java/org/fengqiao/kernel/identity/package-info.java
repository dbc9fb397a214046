/** The actor recorded with each event, roles and identifiers. */
@NullMarked
package org.fengqiao.kernel.identity;

import org.jspecify.annotations.NullMarked;
