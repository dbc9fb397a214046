/** Intake over HTTP. */
@NullMarked
package org.fengqiao.intake.http;

import org.jspecify.annotations.NullMarked;
