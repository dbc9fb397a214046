/** What the log says about the cases, as pure code: no clock, no I/O, no framework. */
@NullMarked
package org.fengqiao.analytics.model;

import org.jspecify.annotations.NullMarked;
