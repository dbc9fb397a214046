/** Obligations between the centre and its partners: the list of them and its measurements. */
@NullMarked
package org.fengqiao.kernel.obligation;

import org.jspecify.annotations.NullMarked;
