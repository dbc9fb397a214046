/** The cases as the log tells of them, as pure code: no clock, no I/O, no framework. */
@NullMarked
package org.fengqiao.analytics.model;

import org.jspecify.annotations.NullMarked;
