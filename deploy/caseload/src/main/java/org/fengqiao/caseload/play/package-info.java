/** Playing the lives: people who act over HTTP, in the time of a simulated year. */
@NullMarked
package org.fengqiao.caseload.play;

import org.jspecify.annotations.NullMarked;
