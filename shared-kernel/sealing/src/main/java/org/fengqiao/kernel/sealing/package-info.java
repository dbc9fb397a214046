/**
 * Personal data and the boxes it leaves the service in: what is personal, whose it is, the keys of subjects, and blind
 * indexes to search by. Pure: keys are handed in, whoever loads and keeps them.
 */
@NullMarked
package org.fengqiao.kernel.sealing;

import org.jspecify.annotations.NullMarked;
