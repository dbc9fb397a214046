/** The petition service: the petition agency, which does all the running for the petitioner. */
@NullMarked
package org.fengqiao.petition;

import org.jspecify.annotations.NullMarked;
