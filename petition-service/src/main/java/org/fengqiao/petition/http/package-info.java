/** The HTTP calls. */
@NullMarked
package org.fengqiao.petition.http;

import org.jspecify.annotations.NullMarked;
