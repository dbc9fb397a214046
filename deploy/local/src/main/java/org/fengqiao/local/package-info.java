/**
 * Fengqiao on one machine: starts the infrastructure and the five services as processes, watches them and stops them
 * cleanly; makes and signs the tokens of its people; knows where everything is.
 */
@NullMarked
package org.fengqiao.local;

import org.jspecify.annotations.NullMarked;
