/** Playing a planned log: batches in the order of time, the acts of people and partners, and the figures afterwards. */
@NullMarked
package org.fengqiao.caseload.replay;

import org.jspecify.annotations.NullMarked;
