/** Decisions of this service about a case: pure Java, no clock, no I/O, no framework. */
@NullMarked
package org.fengqiao.petition.model;

import org.jspecify.annotations.NullMarked;
